import type { Failure } from '../api.ts';
import type { RowRange } from './rowRange.ts';
import type { RowState } from './rowState.ts';
import type { Summary } from './summary.ts';

/** A run as the panel names it. */
export interface RunDescription {
  id: string;
  /** What it was read from, such as a file's name. */
  title: string;
  /** Requests of the run. */
  count: number;
  /** When it began, milliseconds since 1970. */
  startedAt: number;
}

/** One row of the table. */
export interface PanelRow {
  index: number;
  method: string;
  /** As it stands in the document, credentials masked. */
  url: string;
  state: RowState;
  status?: number;
  /** An answer to robots, not to people. */
  blocked?: true;
  /** Milliseconds, once it has ended. */
  total?: number;
  /** How often it was tried, where once was not enough. */
  attempts?: number;
  /** Of an answer, or of what came of one before it failed. */
  bodyBytes?: number;
  truncated?: true;
  contentType?: string;
  preview: string;
  /** The final URL, where redirects led to another; credentials masked. */
  finalUrl?: string;
  hops: number;
  failure?: Failure;
  /** In a comparison: the same URL in the earlier run. */
  before?: PanelRow;
  /** In a comparison: this is of the earlier run, and the later has it no more. */
  gone?: true;
}

/** What the shown run is compared with. */
export interface ComparisonDescription {
  earlier: RunDescription;
  /** Bits of `change` for each row of the shown run and, after those, each one that is gone. */
  changes: Uint16Array;
}

/** Messages from the host to the panel. */
export type ToPanel =
  /** The run that is shown now (none: nothing has run yet), and all that can be shown, newest first. */
  | {
      type: 'run';
      run?: RunDescription;
      runs: readonly RunDescription[];
      comparison?: ComparisonDescription;
      summary?: Summary;
      running: boolean;
    }
  /** Rows of the range that the panel asked for, or those of them that changed since. */
  | { type: 'rows'; run: string; rows: readonly PanelRow[] }
  | { type: 'summary'; run: string; summary: Summary; running: boolean };

/** Messages from the panel to the host. */
export type FromPanel =
  /** The panel is there, or there again, and has nothing yet. */
  | { type: 'ready' }
  /** Show another run. */
  | { type: 'show'; run: string }
  /** The rows `first` to `first + count - 1` are in view: they are answered at once, and again whenever they change. */
  | { type: 'view'; run: string; first: number; count: number }
  /** The same for these rows: what a filter leaves of those in view. */
  | { type: 'viewRows'; run: string; rows: readonly number[] }
  /** Rows of these ranges are selected, no others. */
  | { type: 'select'; run: string; ranges: readonly RowRange[] }
  | { type: 'cancel'; run: string; index?: number }
  /** Fetches the run's requests again, or those that failed. */
  | { type: 'runAgain' | 'runFailedAgain'; run: string }
  | { type: 'endComparison'; run: string }
  /** Opens the body of a row in an editor. */
  | { type: 'open'; run: string; index: number }
  | { type: 'showOutput' };
