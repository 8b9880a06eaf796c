import { join } from 'node:path';
import * as vscode from 'vscode';
import { formatBytes } from '../core/formatBytes.ts';
import { isRunLocked } from './runLock.ts';
import type { Runs } from './runs.ts';
import { deleteRun, folderSize, storedRunIds } from './runStorage.ts';

/** Deletes the files of all runs but those that are under way, here or in another window, once a person has agreed. */
export async function clearStoredRuns(runs: Runs): Promise<void> {
  const ids: string[] = [];
  let bytes = 0;
  for (const id of await storedRunIds(runs.folder)) {
    if (await isUnderWay(runs, id)) continue;
    ids.push(id);
    bytes += await folderSize(join(runs.folder, id));
  }
  if (ids.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No run is stored that could be deleted.'));
    return;
  }
  const clear = vscode.l10n.t('Delete');
  const message =
    ids.length === 1
      ? vscode.l10n.t('Delete 1 stored run ({0})?', formatBytes(bytes))
      : vscode.l10n.t('Delete {0} stored runs ({1})?', ids.length, formatBytes(bytes));
  const detail = vscode.l10n.t(
    'Their results and bodies are deleted from the disk, which cannot be undone. Runs under way stay.',
  );
  if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, clear)) !== clear) return;
  for (const id of ids) {
    // Somebody may have resumed it while the question stood there.
    if (await isUnderWay(runs, id)) continue;
    await deleteRun(runs.folder, id);
    runs.forget(new Set([id]));
  }
}

async function isUnderWay(runs: Runs, id: string): Promise<boolean> {
  return runs.get(id)?.running || (await isRunLocked(join(runs.folder, id)));
}
