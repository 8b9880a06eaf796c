/** Rows `first` to `first + count - 1`. */
export interface RowRange {
  readonly first: number;
  readonly count: number;
}
