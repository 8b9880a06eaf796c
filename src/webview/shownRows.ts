import type { RowRange } from '../core/rowRange.ts';

/** The rows of a table in the order in which they are shown: each position has a row. */
export interface ShownRows {
  readonly count: number;
  /** The row at a position. */
  at(position: number): number;
  /** Where a row stands; `undefined`: it is not shown. */
  positionOf(row: number): number | undefined;
  /** The rows at `count` positions from `first` on, in ranges: in order, with a gap between any two. */
  ranges(positions: RowRange): readonly RowRange[];
}

/** All of `count` rows: each at its own position. */
export function allRows(count: number): ShownRows {
  return {
    count,
    at: (position) => position,
    positionOf: (row) => (row < count ? row : undefined),
    ranges: (positions) => (positions.count > 0 ? [positions] : []),
  };
}

/** Of `count` rows those that stand from the position `first` on; the others are not known yet. */
export function knownRows(count: number, first: number, rows: readonly number[]): ShownRows {
  return {
    count,
    // No row has such an index.
    at: (position) => rows[position - first] ?? -1 - position,
    positionOf: (row) => {
      const at = rows.indexOf(row);
      return at < 0 ? undefined : first + at;
    },
    ranges: () => [],
  };
}

/** These rows, in this order, and no others. */
export function someRows(rows: Uint32Array): ShownRows {
  return {
    count: rows.length,
    at: (position) => rows[position] ?? 0,
    positionOf: (row) => {
      const position = rows.indexOf(row);
      return position < 0 ? undefined : position;
    },
    ranges: ({ first, count }) => {
      const ranges: { first: number; count: number }[] = [];
      for (const row of rows.slice(first, first + count).sort()) {
        const last = ranges.at(-1);
        if (last && last.first + last.count === row) last.count += 1;
        else ranges.push({ first: row, count: 1 });
      }
      return ranges;
    },
  };
}
