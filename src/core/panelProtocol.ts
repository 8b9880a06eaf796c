import type { Failure } from '../api.ts';
import type { RowRange } from './rowRange.ts';
import type { RowState } from './rowState.ts';
import type { RunState } from './runFormat.ts';
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
  /** Absent where it was only checked: with HEAD, or with GET where that was refused. */
  method?: string;
  /** As it stands in the document, credentials masked. */
  url: string;
  /** `notFetched`: the run was interrupted before it had ended. */
  state: RowState | 'notFetched';
  status?: number;
  /** An answer to robots, not to people. */
  blocked?: true;
  /** Milliseconds, once it has ended. */
  total?: number;
  /** In a comparison: the milliseconds that count for `slower` and `faster`. */
  answerTime?: number;
  /** How often it was tried, where once was not enough. */
  attempts?: number;
  /** Of an answer, or of what came of one before it failed. */
  bodyBytes?: number;
  /** Why the body of an answer cannot be opened: it was not asked for, or the disk did not take it. */
  noBody?: 'checked' | 'notStored';
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
      state?: RunState;
      /** What there is to know of the run as a whole. */
      notice?: string;
    }
  /** Rows of the range that the panel asked for, or those of them that changed since. */
  | { type: 'rows'; run: string; rows: readonly PanelRow[] }
  | { type: 'summary'; run: string; summary: Summary; state: RunState; notice?: string }
  /** The host lives. */
  | { type: 'pong' };

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
  /** Fetches the run's requests again, or those that failed; or goes on with those that are missing. */
  | { type: 'runAgain' | 'runFailedAgain' | 'resume'; run: string }
  | { type: 'endComparison'; run: string }
  /** Asks for a sign of life. */
  | { type: 'ping' }
  /** Opens the body of a row in an editor. */
  | { type: 'open'; run: string; index: number }
  | { type: 'showOutput' };
