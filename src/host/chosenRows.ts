import * as vscode from 'vscode';
import type { RowRange } from '../core/rowRange.ts';
import type { Run } from './run.ts';

/** The rows of a run that a person has singled out in the panel. */
export interface SingledOut {
  selected: readonly RowRange[];
  /** Those that a filter leaves, in input order; absent: there is no filter. */
  filtered?: readonly number[];
}

/** Rows of a run, in input order, to be gone through once. */
export interface ChosenRows {
  rows: Iterable<number>;
  count: number;
}

/** Rows of ranges, those left out that the run does not have, such as those that are gone in a comparison. */
export function rowsOfRanges({ table }: Pick<Run, 'table'>, ranges: readonly RowRange[]): ChosenRows {
  const within = ranges
    .map(({ first, count }) => ({ first, count: Math.max(0, Math.min(count, table.length - first)) }))
    .sort((one, other) => one.first - other.first);
  return { rows: rowsIn(within), count: within.reduce((sum, { count }) => sum + count, 0) };
}

/** Lets a person choose which rows of a run are meant, where some are singled out; `undefined`: none were chosen. */
export async function chooseRows(
  run: Run,
  { selected, filtered }: SingledOut,
): Promise<ChosenRows | undefined> {
  const all: ChosenRows = rowsOfRanges(run, [{ first: 0, count: run.table.length }]);
  const items = [{ label: vscode.l10n.t('All rows'), chosen: all }];
  if (filtered) {
    items.push({
      label: vscode.l10n.t('Filtered rows'),
      chosen: { rows: filtered, count: filtered.length },
    });
  }
  const chosen = rowsOfRanges(run, selected);
  if (chosen.count > 0) items.push({ label: vscode.l10n.t('Selected rows'), chosen });
  if (items.length === 1) return all;
  const picks = items.map((item) => ({ ...item, description: item.chosen.count.toLocaleString('en-US') }));
  const placeHolder = vscode.l10n.t('Which rows of {0}?', run.title);
  return (await vscode.window.showQuickPick(picks, { placeHolder }))?.chosen;
}

/** One by one, as it may be a million. */
function* rowsIn(ranges: readonly RowRange[]): Generator<number> {
  for (const { first, count } of ranges) {
    for (let row = first; row < first + count; row++) yield row;
  }
}
