import type { FetchResult } from '../api.ts';
import type { RequestExtras } from './requestList.ts';

/** What rows of a run can be written as. */
export type ExportFormat = 'har' | 'csv' | 'ndjson' | 'json' | 'markdown' | 'curl' | 'urls';

/** What is to become of rows of a run. */
export interface ExportJob {
  /** The run's. */
  folder: string;
  /** ms since 1970. */
  startedAt: number;
  /** Of Gather. */
  version: string;
  /** Names of the run's fields. */
  fields: readonly string[];
  into:
    /** A new file; nothing may be there. */
    | { type: 'file'; format: ExportFormat; path: string }
    /** A text of at most so many UTF-16 code units. */
    | { type: 'text'; format: ExportFormat; most: number }
    /** A file for each body, and an index, in a folder that exists and has the names that are `taken`. */
    | { type: 'bodies'; folder: string; taken: readonly string[] };
}

/** Some of the rows that are exported, in input order, in columns. Their requests may hold secrets. */
export interface ExportPortion {
  /** Indexes of the rows. */
  rows: Uint32Array<ArrayBuffer>;
  urls: string[];
  /** What else is asked for, by position in these columns. */
  extras: (readonly [nth: number, RequestExtras])[];
  /** Codes of rowState.ts. */
  states: Uint8Array<ArrayBuffer>;
  /** Where their records lie in the run's file of results, in bytes; length 0: nowhere. */
  offsets: Float64Array<ArrayBuffer>;
  lengths: Uint32Array<ArrayBuffer>;
  /** The values of the run's fields by position, for each field; empty: none. */
  fields: string[][];
  /** What became of those that have ended and have no record, by position. */
  results: (readonly [nth: number, FetchResult])[];
}

/** What an export has written. */
export interface ExportReport {
  /** Rows that are told of. */
  rows: number;
  /** What was written, where that is a text. */
  text?: string;
  /** Names of the files that were written, the index first, where there is one for each body. */
  files?: string[];
}

/** Messages from the host to the text worker. `id` names one export; `cancel` with it ends it, and takes back what was written. */
export type ToExporter =
  | { type: 'export'; id: number; job: ExportJob }
  /** Some of the rows, in input order; asked for with `exportMore`. */
  | { type: 'exportRows'; id: number; portion: ExportPortion }
  /** There are no more rows. */
  | { type: 'exportEnd'; id: number };

/** Messages from the text worker to the host. */
export type FromExporter =
  /** The next rows can be taken in: those before them are being written. */
  | { type: 'exportMore'; id: number }
  | { type: 'exported'; id: number; report: ExportReport }
  /** Nothing of it is left; `reason` is what the system said, in English, and `code` its code for that, such as `ENOSPC`. */
  | { type: 'exportFailed'; id: number; reason: string; code?: string; why?: ExportFailure };

/** What of a failure is not the target's matter: the text is longer than it may be, or what is stored of the run is gone. */
export type ExportFailure = 'tooLong' | 'gone';
