import { dirname } from 'node:path';
import type * as vscode from 'vscode';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';

/** So many results of newer runs are enough, some 200 bytes each. */
const mostResults = 1_000_000;

/**
 * Lets go of runs of this window when newer ones have many results. Never of one that is under way or shown, nor of one that
 * the list of earlier runs would not have.
 */
export function limitMemory(
  runs: Runs,
  shownRuns: () => readonly Run[],
  most = mostResults,
): vscode.Disposable {
  return runs.onDidChangeRunning(() => {
    const shown = new Set(shownRuns());
    const gone = new Set<string>();
    let newer = 0;
    for (const run of runs.list) {
      const isInUse = run.running || shown.has(run);
      // Those of other extensions are theirs, and not listed.
      const isListed = run.byCommand && run.notStored === undefined && dirname(run.folder) === runs.folder;
      if (newer >= most && !isInUse && isListed) gone.add(run.id);
      newer += run.table.length;
    }
    runs.forget(gone);
  });
}
