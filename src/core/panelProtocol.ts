import type { Failure, Timings } from '../api.ts';
import type { FieldDefinition } from './fieldProtocol.ts';
import type { Facets } from './facets.ts';
import type { PanelDetails } from './panelDetails.ts';
import type { RowAction } from './rowAction.ts';
import type { RowQuery } from './rowQuery.ts';
import type { RowRange } from './rowRange.ts';
import type { RowState } from './rowState.ts';
import type { RunState } from './runFormat.ts';
import type { Summary } from './summary.ts';
import type { TableLayout } from './tableLayout.ts';
import type { TimeDistribution } from './timeDistribution.ts';

/** A run as the panel names it. */
export interface RunDescription {
  id: string;
  /** What it was read from, such as a file's name. */
  title: string;
  /** Requests of the run. */
  count: number;
  /** When it began, milliseconds since 1970. */
  startedAt: number;
  /** It is under way. */
  running?: true;
}

/** One row of the table. */
export interface PanelRow {
  index: number;
  /** Absent where it was only checked: with HEAD, or with GET where that was refused. */
  method?: string;
  /** As it stands in the document, credentials masked. */
  url: string;
  /** `notFetched`: the run was interrupted before it had ended. `notStored`: it has ended, and the disk did not take that. */
  state: RowState | 'notFetched' | 'notStored';
  status?: number;
  /** An answer to robots, not to people. */
  blocked?: true;
  /** Milliseconds, once it has ended. */
  total?: number;
  /** When it was begun, milliseconds from the run's start, while it has not ended. */
  start?: number;
  /** Of what was begun, once it has ended. */
  timings?: Timings;
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
  /** The values of the run's fields, in their order; empty: none. */
  fields?: readonly string[];
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

/** A field as the panel names it. */
export interface FieldDescription extends FieldDefinition {
  /** All of its values are numbers. */
  numeric?: true;
  /** Answers that it has no value of because they are not stored; absent: none. */
  lost?: number;
  /** Why it has not all of its values. */
  failure?: string;
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
      fields?: readonly FieldDescription[];
      summary?: Summary;
      state?: RunState;
      /** It has not come to its end, and can go on. */
      resumable?: true;
      /** What there is to know of the run as a whole. */
      notice?: string;
      times?: TimeDistribution;
      /** Where none is shown: there are earlier ones to choose from. */
      hasHistory?: true;
      /** Those of its rows that are likely to be seen first: who asks for them waits for one way more. */
      rows?: readonly PanelRow[];
    }
  /** Rows of the range that the panel asked for, or those of them that changed since. */
  | { type: 'rows'; run: string; rows: readonly PanelRow[] }
  /** Without `times` and `runs` these are as they were said last. */
  | {
      type: 'summary';
      run: string;
      runs?: readonly RunDescription[];
      summary: Summary;
      state: RunState;
      resumable?: true;
      notice?: string;
      times?: TimeDistribution;
    }
  /** The request whose details the panel asked for, and again whenever it gets on. */
  | { type: 'details'; run: string; details: PanelDetails }
  /** A row is to be shown and to have the focus. */
  | { type: 'reveal'; run: string; index: number }
  /**
   * The cursor of an editor has come to the URL of this row: it is shown and chosen where a person is not in the panel
   * itself, has not chosen several rows, and no filter leaves it out.
   */
  | { type: 'follow'; run: string; index: number }
  /**
   * The rows that a query asks for, in its order: once after it was asked, and again when they have changed. With a `count` above
   * theirs these are the first of so many, and all of them come at once behind.
   */
  | { type: 'order'; run: string; ask: number; rows: Uint32Array; count?: number }
  /** What there is to choose from. */
  | { type: 'facets'; run: string; facets: Facets }
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
  /** The same for these rows: where they stand in another order. */
  | { type: 'viewRows'; run: string; rows: readonly number[] }
  /** Tell which rows these are, from now on: `ask` counts the queries. One that leaves all rows as they are has no answer. */
  | { type: 'order'; run: string; ask: number; query: RowQuery }
  | { type: 'facets'; run: string }
  /** The person has laid out the table. */
  | { type: 'layout'; layout: TableLayout }
  /** Rows of these ranges are selected, no others. */
  | { type: 'select'; run: string; ranges: readonly RowRange[] }
  /** A person has chosen this one row, with the mouse or by keyboard, and for a moment has done nothing else. */
  | { type: 'chosen'; run: string; index: number }
  | { type: 'cancel'; run: string; index?: number }
  /** Fetches the run's requests again, or those that failed; or goes on with those that are missing. */
  | { type: 'runAgain' | 'runFailedAgain' | 'resume'; run: string }
  | { type: 'endComparison'; run: string }
  /** Lets a person write a field, or choose one that is to go. */
  | { type: 'addField' | 'removeField'; run: string }
  /** Asks for a sign of life. */
  | { type: 'ping' }
  /** Opens the body of a row in an editor. */
  | { type: 'open'; run: string; index: number }
  /** The details of this row are in view, with its body or without; of none where there is no index. */
  | { type: 'details'; run: string; index?: number; withBody?: boolean }
  | { type: 'rowAction'; run: string; index: number; action: RowAction }
  /** Tells what went wrong with a row: what that is, the host knows. */
  | { type: 'explain'; run: string; index: number }
  /** Lets a person choose among all runs. */
  | { type: 'showHistory' }
  | { type: 'showOutput' };
