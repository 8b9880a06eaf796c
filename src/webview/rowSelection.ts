import type { RowRange } from '../core/rowRange.ts';

/** The rows that are selected: ranges in order, with a gap between any two. */
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

/** Every row of `count`. */
export function selectAll(count: number, { anchor }: RowSelection): RowSelection {
  return { ranges: [{ first: 0, count }], ...(anchor !== undefined && { anchor }) };
}

/** The rows from the anchor, or `from` where there is none, to a row, and no others. */
export function extendTo(row: number, { anchor }: RowSelection, from: number): RowSelection {
  const begin = anchor ?? from;
  return { ranges: [{ first: Math.min(begin, row), count: Math.abs(row - begin) + 1 }], anchor: begin };
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
  return ranges.some(({ first, count }) => first <= row && row < first + count);
}
