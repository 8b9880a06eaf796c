import type { RowSelection } from './rowSelection.ts';
import type { TimeRange } from './timeAxis.ts';

/** Where a table is scrolled to, the row that has the focus, if any had, those that are selected, and the time that is shown. */
export interface TablePosition {
  /** Pixels. */
  readonly scrollTop: number;
  /** The row's index. */
  readonly active?: number;
  readonly selection?: RowSelection;
  readonly zoom?: TimeRange;
}

/** Saves where the table of a list of rows is now and, where it has come to rest, a picture of the positions that are drawn. */
export type SavePosition = (list: string, position: TablePosition, drawn?: readonly number[]) => void;
