import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const attempts = 5;

/** Opens a document that was never saved. */
export async function openUnsaved(content: string, language = 'plaintext'): Promise<vscode.TextEditor> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const document = await vscode.workspace.openTextDocument({ content, language });
    // VS Code may give one once more that was closed a moment ago, and whose name is free again.
    if (unified(document.getText()) === unified(content)) return vscode.window.showTextDocument(document);
  }
  return assert.fail('VS Code opened no new document');
}

/** With line feeds only: a document has one kind of line ends. */
function unified(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

/** Closes every editor; what was not saved is dropped. */
export async function closeEditors(): Promise<void> {
  for (;;) {
    const editor = vscode.window.activeTextEditor;
    if (!editor?.document.isUntitled) break;
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
