import * as vscode from 'vscode';
import type { Run } from './run.ts';
import { notStoredMessage } from './storedAnswers.ts';

/** Copies the path of a run's folder: for a terminal, which may be on another machine than the window. */
export async function copyRunPath(run: Run): Promise<void> {
  if (run.notStored !== undefined) {
    void vscode.window.showInformationMessage(notStoredMessage(run));
    return;
  }
  await vscode.env.clipboard.writeText(run.folder);
  const message = vscode.l10n.t('The path of the folder of {0} is copied: {1}', run.title, run.folder);
  void vscode.window.showInformationMessage(message);
}
