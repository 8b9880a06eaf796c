import * as vscode from 'vscode';

/** Has VS Code read a body as UTF-8, which it is: without that the setting `files.encoding` would decide how. */
export async function readAsUtf8(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.openTextDocument(uri, { encoding: 'utf8' });
  } catch {
    // What cannot be a document, such as one of over 50 MiB, the editor itself explains.
  }
}
