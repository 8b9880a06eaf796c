import type { Failure, Outcome } from '../api.ts';
import type { RequestExtras } from './requestList.ts';
import type { ResolvedOptions } from './options.ts';
import type { Summary } from './summary.ts';

/** The version of the format in which runs are stored, which runFormat.md describes. */
export const runFormat = 1;

/** Names of the files in a run's folder. */
export const runFiles = {
  description: 'run.json',
  requests: 'requests.ndjson',
  results: 'results.ndjson',
  bodies: 'bodies',
  summary: 'summary.json',
  lock: 'lock.json',
} as const;

/** Offset and length of a part of a file, in bytes. */
export type Slice = readonly [offset: number, length: number];

/** How a run has ended, as its folder tells: the last means that nobody lived to say. */
export type EndState = 'done' | 'cancelled' | 'failed' | 'interrupted';

/** `run.json`: what was asked. */
export interface RunFile {
  format: number;
  id: string;
  title: string;
  /** The document's URI. */
  source?: string;
  byCommand: boolean;
  /** ISO 8601, in UTC. */
  startedAt: string;
  /** Requests of the run. */
  count: number;
  /** Secrets masked. */
  options: ResolvedOptions;
}

/** A line of `requests.ndjson`; a body of bytes lies in `bodies`. */
export interface RequestLine extends Omit<RequestExtras, 'body'> {
  index: number;
  url: string;
  body?: string;
  bodyAt?: Slice;
  /** Start and end as UTF-16 offsets, line from 0. */
  places?: (readonly [start: number, end: number, line: number])[];
}

/** `summary.json`: how the run ended. */
export interface SummaryFile extends Summary {
  format: number;
  state: Exclude<EndState, 'interrupted'>;
  /** ISO 8601, in UTC. */
  endedAt: string;
  /** What became of the requests that have no line in `results.ndjson`. */
  rest?: { outcome: Outcome; failure?: Failure };
}
