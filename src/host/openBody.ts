import * as vscode from 'vscode';
import { keepPreview } from './bodyColumn.ts';
import { isPicture } from './bodyName.ts';
import { bodyUri } from './bodyUri.ts';
import { readAsUtf8 } from './readAsUtf8.ts';
import type { Run } from './run.ts';
import { whyNoBody } from './whyNoBody.ts';

const messageMilliseconds = 5000;
/** VS Code's own editor of text. */
const textEditor = 'default';
const pictureViewer = 'imagePreview.previewEditor';

/** Opens the body of a request in an editor of `column`; where there is none, the status bar says why. */
export async function openBody(run: Run, index: number, column: vscode.ViewColumn): Promise<void> {
  const result = run.table.result(index);
  const why = whyNoBody(run, index);
  if (!result || why !== undefined) return say(why ?? '');

  const uri = bodyUri(run.id, index, result);
  if (result.characters !== undefined) await readAsUtf8(uri);
  // The editor is named: VS Code would choose one by the file's name, and some editors run what they show.
  const editor = isPicture(result) ? pictureViewer : textEditor;
  const preview = await keepPreview(column);
  await vscode.commands.executeCommand('vscode.openWith', uri, editor, { viewColumn: column, preview });
}

function say(message: string): void {
  vscode.window.setStatusBarMessage(`$(info) ${message}`, messageMilliseconds);
}
