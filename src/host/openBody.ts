import * as vscode from 'vscode';
import { isChecked } from '../core/panelRow.ts';
import { keepPreview } from './bodyColumn.ts';
import { isPicture } from './bodyName.ts';
import { bodyUri } from './bodyUri.ts';
import { notStoredMessage, type Run } from './run.ts';

const messageMilliseconds = 5000;
/** VS Code's own editor of text. */
const textEditor = 'default';
const pictureViewer = 'imagePreview.previewEditor';

/** Opens the body of a request in an editor of `column`; where there is none, the status bar says why. */
export async function openBody(run: Run, index: number, column: vscode.ViewColumn): Promise<void> {
  const result = run.table.result(index);
  if (!result) return say(vscode.l10n.t('This request has not ended yet.'));
  if (result.failure && result.bodyBytes === 0) return say(result.failure.message);
  if (result.outcome === 'cancelled') return say(vscode.l10n.t('This request was cancelled.'));
  if (isChecked(run, index)) {
    return say(
      vscode.l10n.t(
        'Checked without its body. Set "gather.mode" to "fetch" and fetch the file again to read it.',
      ),
    );
  }
  if (run.table.lacksRecord(index)) return say(notStoredMessage(run));
  if (result.bodyBytes === 0) return say(vscode.l10n.t('The body of this answer is empty.'));

  const uri = bodyUri(run.id, index, result);
  if (result.characters !== undefined) await readAsUtf8(uri);
  // The editor is named: VS Code would choose one by the file's name, and some editors run what they show.
  const editor = isPicture(result) ? pictureViewer : textEditor;
  const preview = await keepPreview(column);
  await vscode.commands.executeCommand('vscode.openWith', uri, editor, { viewColumn: column, preview });
}

/** Without a hint the setting `files.encoding` would decide how the editor reads the text. */
async function readAsUtf8(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.openTextDocument(uri, { encoding: 'utf8' });
  } catch {
    // What cannot be a document, such as one of over 50 MiB, the editor itself explains.
  }
}

function say(message: string): void {
  vscode.window.setStatusBarMessage(`$(info) ${message}`, messageMilliseconds);
}
