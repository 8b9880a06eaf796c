import type * as vscode from 'vscode';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';

/** So many results stay in memory, some 200 bytes each. */
const mostResults = 1_000_000;

/**
 * Lets go of the oldest runs of this window while its runs have too many results: they are found again among the earlier
 * runs. Never of the newest, nor of one that is under way, shown, or nowhere but in memory.
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
      const mustStay = run === runs.list[0] || run.running || run.notStored !== undefined || shown.has(run);
      if (results > most && !mustStay) gone.add(run.id);
    }
    runs.forget(gone);
  });
}
