import type { RowRange } from '../core/rowRange.ts';

/** The rows of a table in the order in which they are shown: each position has a row. */
export interface ShownRows {
  readonly count: number;
  /** The row at a position. */
  at(position: number): number;
  /** The rows of ranges of positions, in ranges. */
  ranges(positions: readonly RowRange[]): readonly RowRange[];
}

/** All of `count` rows: each at its own position. */
export function allRows(count: number): ShownRows {
  return { count, at: (position) => position, ranges: (positions) => positions };
}

/** These rows, in ascending order, and no others. */
export function someRows(rows: Uint32Array): ShownRows {
  const at = (position: number) => rows[position] ?? 0;
  return {
    count: rows.length,
    at,
    ranges: (positions) => {
      const ranges: { first: number; count: number }[] = [];
      for (const { first, count } of positions) {
        for (let position = first; position < first + count; position++) {
          const row = at(position);
          const last = ranges.at(-1);
          if (last && last.first + last.count === row) last.count += 1;
          else ranges.push({ first: row, count: 1 });
        }
      }
      return ranges;
    },
  };
}
