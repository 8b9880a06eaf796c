import type { RowRange } from '../core/rowRange.ts';
import type { ShownRows } from './shownRows.ts';

/** The rows that are selected, wherever they stand and whether they are shown: ranges in order, with a gap between any two. */
export interface RowSelection {
  readonly ranges: readonly RowRange[];
  /** Where an extension of it begins: the row that was chosen last by itself. */
  readonly anchor?: number;
}

/** No row. */
export const nothingSelected: RowSelection = { ranges: [] };

/** One row. */
export function selectOnly(row: number): RowSelection {
  return { ranges: [{ first: row, count: 1 }], anchor: row };
}

/** Whether more than one row is selected. */
export function isSeveral({ ranges }: RowSelection): boolean {
  return ranges.length > 1 || (ranges[0]?.count ?? 0) > 1;
}

/** Every row that is shown. */
export function selectAll(rows: ShownRows, { anchor }: RowSelection): RowSelection {
  const ranges = rows.ranges({ first: 0, count: rows.count });
  return { ranges, ...(anchor !== undefined && { anchor }) };
}

/** The rows from the anchor to a position, and no others; from the position `from` where no anchor is shown. */
export function extendTo(rows: ShownRows, to: number, { anchor }: RowSelection, from: number): RowSelection {
  const begin = (anchor === undefined ? undefined : rows.positionOf(anchor)) ?? from;
  const ranges = rows.ranges({ first: Math.min(begin, to), count: Math.abs(to - begin) + 1 });
  return { ranges, anchor: rows.at(begin) };
}

/** A row more, or one less where it was selected. */
export function toggle(row: number, selection: RowSelection): RowSelection {
  const isIn = isSelected(row, selection);
  const ranges: RowRange[] = [];
  const add = (first: number, end: number) => {
    const last = ranges.at(-1);
    if (last && last.first + last.count === first)
      ranges.splice(-1, 1, { first: last.first, count: end - last.first });
    else if (end > first) ranges.push({ first, count: end - first });
  };
  let added = isIn;
  for (const { first, count } of selection.ranges) {
    const end = first + count;
    if (isIn && first <= row && row < end) {
      add(first, row);
      add(row + 1, end);
      continue;
    }
    if (!added && row < first) {
      add(row, row + 1);
      added = true;
    }
    add(first, end);
  }
  if (!added) add(row, row + 1);
  return { ranges, anchor: row };
}

/** Whether a row is selected. */
export function isSelected(row: number, { ranges }: RowSelection): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { first, count } = ranges[middle] ?? { first: 0, count: 0 };
    if (row < first) high = middle;
    else if (row < first + count) return true;
    else low = middle + 1;
  }
  return false;
}
