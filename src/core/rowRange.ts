/** Rows `first` to `first + count - 1`. */
export interface RowRange {
  readonly first: number;
  readonly count: number;
}

/** Its rows, in order. */
export function rowsIn({ first, count }: RowRange): number[] {
  return Array.from({ length: count }, (_, nth) => first + nth);
}
