import type * as vscode from 'vscode';
import type { Log } from './log.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';
import { deleteOldRuns } from './runStorage.ts';
import type { Settings } from './settings.ts';

/** Deletes the files of old runs whenever a run begins or ends; never of one that is under way or shown. */
export function limitStorage(
  runs: Runs,
  settings: Settings,
  shownRun: () => Run | undefined,
  log: Log,
): vscode.Disposable {
  const isInUse = (id: string) => runs.get(id)?.running === true || shownRun()?.id === id;
  const deleteOld = async () => {
    try {
      runs.forget(await deleteOldRuns(runs.folder, settings.storage, isInUse));
    } catch (error) {
      log.warn(`Old runs could not be deleted: ${String(error)}`);
    }
  };
  // One after the other: two at once would stumble over each other's deletions.
  let last = Promise.resolve();
  return runs.onDidChangeRunning(() => {
    last = last.then(deleteOld);
  });
}
