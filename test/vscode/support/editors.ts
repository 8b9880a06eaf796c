import * as vscode from 'vscode';

/** Opens a document that was never saved. */
export async function openUnsaved(content: string, language = 'plaintext'): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  return vscode.window.showTextDocument(document);
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
