import type * as vscode from 'vscode';
import type { Log } from './log.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';
import { deleteOldRuns } from './runStorage.ts';
import type { Settings } from './settings.ts';

/** Deletes the files of old runs whenever a run begins or ends; never of one that is under way or shown. */
export function deleteOldRunsAtEnds(
  runs: Runs,
  settings: Settings,
  shownRun: () => Run | undefined,
  log: Log,
): vscode.Disposable {
  const deleteOld = async () => {
    const shown = shownRun();
    const kept = new Set(runs.running.map((run) => run.id));
    if (shown) kept.add(shown.id);
    try {
      runs.forget(await deleteOldRuns(runs.folder, settings.storage, kept));
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
