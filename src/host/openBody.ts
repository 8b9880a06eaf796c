import * as vscode from 'vscode';
import { bodyUri } from './bodyUri.ts';
import type { Run } from './run.ts';

const messageMilliseconds = 5000;

/** Opens the body of a request in an editor of `column`; where there is none, the status bar says why. */
export async function openBody(run: Run, index: number, column: vscode.ViewColumn): Promise<void> {
  const result = run.table.result(index);
  if (!result) return say(vscode.l10n.t('This request has not ended yet.'));
  if (result.failure && result.bodyBytes === 0) return say(result.failure.message);
  if (result.outcome === 'cancelled') return say(vscode.l10n.t('This request was cancelled.'));
  if (result.bodyBytes === 0) return say(vscode.l10n.t('The body of this answer is empty.'));

  const uri = bodyUri(run.id, index, result);
  const isText = result.characters !== undefined && !result.contentType?.startsWith('image/');
  // Without a hint the setting `files.encoding` would decide how the text is read.
  if (isText && (await opensAsDocument(uri))) {
    await vscode.window.showTextDocument(uri, { viewColumn: column, preview: true });
  } else {
    await vscode.commands.executeCommand('vscode.open', uri, { viewColumn: column, preview: true });
  }
}

async function opensAsDocument(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.openTextDocument(uri, { encoding: 'utf8' });
    return true;
  } catch {
    return false;
  }
}

function say(message: string): void {
  vscode.window.setStatusBarMessage(`$(info) ${message}`, messageMilliseconds);
}
