import type { RunComparison } from './compareRuns.ts';
import type { PanelRun } from './panelRow.ts';

/** A run, and where it is compared with an earlier one, that: the rows of the panel's table are entries of it. */
export interface ComparedRuns {
  readonly run: PanelRun;
  readonly comparison?: Pick<RunComparison, 'changes' | 'earlierRows'> & { readonly earlier: PanelRun };
}

/** How many entries there are: the run's rows, and after them those that are gone. */
export function entryCount({ run, comparison }: ComparedRuns): number {
  return comparison?.changes.length ?? run.table.length;
}

/** The run and the row that an entry is about. */
export function locate({ run, comparison }: ComparedRuns, entry: number): { run: PanelRun; row: number } {
  if (!comparison || entry < run.table.length) return { run, row: entry };
  return { run: comparison.earlier, row: comparison.earlierRows[entry] ?? 0 };
}
