import { dirname } from 'node:path';
import type * as vscode from 'vscode';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';

/** So many results stay in memory, some 200 bytes each. */
const mostResults = 1_000_000;

/**
 * Lets go of the oldest runs of this window while its runs have too many results: they are found again among the earlier
 * runs. Never of the newest, nor of one that is under way, shown, or not stored where those are looked for.
 */
export function limitMemory(
  runs: Runs,
  shownRuns: () => readonly Run[],
  most = mostResults,
): vscode.Disposable {
  return runs.onDidChangeRunning(() => {
    const shown = new Set(shownRuns());
    const gone = new Set<string>();
    let results = 0;
    for (const run of runs.list) {
      results += run.table.length;
      const isInUse = run === runs.list[0] || run.running || shown.has(run);
      const isFoundAgain = run.notStored === undefined && dirname(run.folder) === runs.folder;
      if (results > most && !isInUse && isFoundAgain) gone.add(run.id);
    }
    runs.forget(gone);
  });
}
