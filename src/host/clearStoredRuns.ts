import { join } from 'node:path';
import * as vscode from 'vscode';
import { formatBytes } from '../core/formatBytes.ts';
import { diskReason } from './diskReason.ts';
import type { Run } from './run.ts';
import { isRunLocked } from './runLock.ts';
import type { Runs } from './runs.ts';
import { deleteRun, folderSize, storedRunIds } from './runStorage.ts';

/**
 * Deletes the files of all runs but those that are under way, here or in another window, once a person has agreed; says
 * what was deleted, and what could not be. `shown` is the run that the panel shows.
 */
export async function clearStoredRuns(
  runs: Pick<Runs, 'folder' | 'get' | 'forget'>,
  shown: Pick<Run, 'id'> | undefined,
  deleteOne = deleteRun,
): Promise<void> {
  const { folder } = runs;
  try {
    const { ids, bytes } = await deletable(runs);
    if (ids.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('No run is stored that could be deleted.'));
      return;
    }
    const isShown = shown !== undefined && ids.includes(shown.id);
    if (!(await isAgreed(ids.length, bytes, isShown))) return;
    let deleted = 0;
    const reasons = new Map<string, unknown>();
    for (const id of ids) {
      // Somebody may have resumed it while the question stood there.
      if (await isUnderWay(runs, id)) continue;
      try {
        await deleteOne(folder, id);
        runs.forget(new Set([id]));
        deleted += 1;
      } catch (error) {
        reasons.set(id, error);
      }
    }
    const [first] = reasons.values();
    if (deleted > 0) void vscode.window.showInformationMessage(deletedMessage(deleted));
    if (reasons.size > 0)
      warn(stayedMessage(reasons.size, ids.length, folder, diskReason(first, vscode.l10n.t)));
  } catch (error) {
    warn(
      vscode.l10n.t('The stored runs in {0} cannot be read: {1}.', folder, diskReason(error, vscode.l10n.t)),
    );
  }
}

async function deletable(runs: Pick<Runs, 'folder' | 'get'>): Promise<{ ids: string[]; bytes: number }> {
  const ids: string[] = [];
  let bytes = 0;
  for (const id of await storedRunIds(runs.folder)) {
    if (await isUnderWay(runs, id)) continue;
    ids.push(id);
    bytes += await folderSize(join(runs.folder, id));
  }
  return { ids, bytes };
}

async function isAgreed(count: number, bytes: number, isShown: boolean): Promise<boolean> {
  const clear = vscode.l10n.t('Delete');
  const message =
    count === 1
      ? vscode.l10n.t('Delete 1 stored run ({0})?', formatBytes(bytes))
      : vscode.l10n.t('Delete {0} stored runs ({1})?', count, formatBytes(bytes));
  const detail = vscode.l10n.t(
    'Their results and bodies are deleted from the disk, which cannot be undone. Runs under way stay.',
  );
  const shownToo = isShown ? ` ${vscode.l10n.t('The run that the panel shows goes too.')}` : '';
  const options = { modal: true, detail: detail + shownToo };
  return (await vscode.window.showWarningMessage(message, options, clear)) === clear;
}

async function isUnderWay(runs: Pick<Runs, 'folder' | 'get'>, id: string): Promise<boolean> {
  return runs.get(id)?.running || (await isRunLocked(join(runs.folder, id)));
}

function deletedMessage(count: number): string {
  return count === 1
    ? vscode.l10n.t('1 stored run was deleted.')
    : vscode.l10n.t('{0} stored runs were deleted.', count);
}

function stayedMessage(stayed: number, all: number, folder: string, why: string): string {
  return vscode.l10n.t(
    '{0} of {1} stored runs could not be deleted from {2} ({3}). See that the folder is writable and that no other program uses its files, then clear again.',
    stayed,
    all,
    folder,
    why,
  );
}

function warn(message: string): void {
  void vscode.window.showWarningMessage(message);
}
