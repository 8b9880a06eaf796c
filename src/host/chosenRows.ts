import * as vscode from 'vscode';
import type { RowRange } from '../core/rowRange.ts';
import type { Run } from './run.ts';

/** The rows of a run that a person has singled out in the panel. */
export interface SingledOut {
  selected: readonly RowRange[];
  /** Those that a filter leaves, in input order; absent: there is no filter. */
  filtered?: readonly number[];
}

/** Rows of a run, in input order. */
export interface ChosenRows {
  rows: Iterable<number>;
  count: number;
}

/** Rows of ranges, those left out that the run does not have, such as those that are gone in a comparison. */
export function rowsOfRanges({ table }: Pick<Run, 'table'>, ranges: readonly RowRange[]): number[] {
  return ranges
    .flatMap(({ first, count }) =>
      Array.from({ length: Math.max(0, Math.min(count, table.length - first)) }, (_, nth) => first + nth),
    )
    .sort((one, other) => one - other);
}

/** Lets a person choose which rows of a run are meant, where some are singled out; `undefined`: none were chosen. */
export async function chooseRows(
  run: Run,
  { selected, filtered }: SingledOut,
): Promise<ChosenRows | undefined> {
  const all: ChosenRows = { rows: rowsUpTo(run.table.length), count: run.table.length };
  const items = [{ label: vscode.l10n.t('All rows'), chosen: all }];
  if (filtered) {
    items.push({
      label: vscode.l10n.t('Filtered rows'),
      chosen: { rows: filtered, count: filtered.length },
    });
  }
  const rows = rowsOfRanges(run, selected);
  if (rows.length > 0) {
    items.push({ label: vscode.l10n.t('Selected rows'), chosen: { rows, count: rows.length } });
  }
  if (items.length === 1) return all;
  const picks = items.map((item) => ({ ...item, description: item.chosen.count.toLocaleString('en-US') }));
  const placeHolder = vscode.l10n.t('Which rows of {0}?', run.title);
  return (await vscode.window.showQuickPick(picks, { placeHolder }))?.chosen;
}

function* rowsUpTo(count: number): Generator<number> {
  for (let row = 0; row < count; row++) yield row;
}
