import * as vscode from 'vscode';
import { DisposableStore } from './disposableStore.ts';
import type { Log } from './log.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';
import { deleteOldRuns, type RunUse } from './runStorage.ts';
import type { Settings } from './settings.ts';

/** A number that is typed is others on the way, and what is deleted does not come back. */
const typingMilliseconds = 5000;
/** To look at every file of every run takes what a run that begins needs itself. */
const restMilliseconds = 1000;

/**
 * Deletes the files of old runs soon after a run began or ended, at most once in `rest` ms, and `settle` ms after the limits
 * were changed: never of one that is under way or shown, and of what this window lists only when there are too many bytes.
 */
export function limitStorage(
  runs: Runs,
  settings: Settings,
  shownRuns: () => readonly Run[],
  log: Log,
  settle = typingMilliseconds,
  rest = restMilliseconds,
): vscode.Disposable {
  const useOf = (id: string): RunUse => {
    if (shownRuns().some((run) => run.id === id)) return 'inUse';
    const run = runs.get(id);
    if (!run) return 'unused';
    if (run.running) return 'inUse';
    return run.byCommand ? 'listed' : 'guest';
  };
  const deleteOld = async () => {
    try {
      runs.forget(await deleteOldRuns(runs.folder, settings.storage, useOf));
    } catch (error) {
      log.warn(`Old runs could not be deleted: ${String(error)}`);
    }
  };
  // One after the other: two at once would stumble over each other's deletions.
  let last = Promise.resolve();
  const limit = () => {
    last = last.then(deleteOld);
  };
  let resting: NodeJS.Timeout | undefined;
  let timer: NodeJS.Timeout | undefined;
  const store = new DisposableStore();
  store.add(
    runs.onDidChangeRunning(() => {
      resting ??= setTimeout(() => {
        resting = undefined;
        limit();
      }, rest);
    }),
  );
  store.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('gather.storage')) return;
      clearTimeout(timer);
      timer = setTimeout(limit, settle);
    }),
  );
  store.add({
    dispose: () => {
      clearTimeout(resting);
      clearTimeout(timer);
    },
  });
  return store;
}
