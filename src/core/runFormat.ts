import type { Failure, FetchDetails, Outcome, Timings } from '../api.ts';
import type { FieldDefinition } from './fieldProtocol.ts';
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
  fields: 'fields.json',
} as const;

/** Offset and length of a part of a file, in bytes. */
export type Slice = readonly [offset: number, length: number];

/** How many whole lines a file has, and their bytes: what follows was not written to its end. */
export interface LineExtent {
  count: number;
  length: number;
}

/**
 * How a run has ended, as its folder tells. `interrupted`: nobody lived to say. `incomplete`: it came to its end, and the
 * disk did not take all of its results.
 */
export type EndState = 'done' | 'cancelled' | 'failed' | OpenState;

/** The ends after which requests have neither a result nor a reason why there is none. */
export type OpenState = 'interrupted' | 'incomplete';

/** Where a run stands. */
export type RunState = 'running' | EndState;

/** Whether a run has ended so that requests stay open. */
export function isOpenState(state: RunState): state is OpenState {
  return state === 'interrupted' || state === 'incomplete';
}

/** `run.json`: what was asked. */
export interface RunFile {
  format: number;
  id: string;
  title: string;
  /** The URIs of the documents; places name one by its number. */
  documents?: string[];
  /** The URIs of the files and folders that were chosen, where that was not one document. */
  resources?: string[];
  /** The run is of a part of its documents only, such as a selection. */
  part?: boolean;
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
  /** Start and end as UTF-16 offsets, line from 0, and the number of the document, where it is not 0. */
  places?: (readonly [start: number, end: number, line: number, document?: number])[];
}

/** A line of `results.ndjson`. What is absent is none, 0, empty or `false`, but where something else is said. */
export interface ResultLine {
  index: number;
  outcome: Outcome;
  status?: number;
  url: string;
  hops?: number;
  moved?: true;
  /** Absent: 1. */
  attempts?: number;
  failure?: Failure;
  verdict?: 'blocked';
  timings: Pick<Timings, 'start' | 'total'> & Partial<Timings>;
  wireBytes: number;
  bodyBytes: number;
  characters?: number;
  truncated?: true;
  contentType?: string;
  charset?: string;
  title?: string;
  preview: string;
  /** The pieces of the body in `bodies`, in order. */
  body: readonly Slice[];
  details: {
    /** Absent: what was asked for. */
    method?: string;
    statusText?: string;
    /** By lower-case name. */
    headers?: Readonly<Record<string, string | string[]>>;
    requestHeaders?: FetchDetails['requestHeaders'];
    redirects?: FetchDetails['redirects'];
    /** Absent where there was one, of which the rest of the line tells. */
    attempts?: FetchDetails['attempts'];
    certificate?: NonNullable<FetchDetails['certificate']>;
  };
}

/** What the API tells of a result beside the result, from its line. */
export function detailsOf({ status, failure, timings, attempts = 1, details }: ResultLine): FetchDetails {
  const { start, total } = timings;
  const only = { start, total, ...(status !== undefined && { status }), ...(failure && { failure }) };
  const headers = Object.entries(details.headers ?? {});
  return {
    ...(details.method && { method: details.method }),
    ...(details.statusText && { statusText: details.statusText }),
    ...(status !== undefined && { httpVersion: '1.1' }),
    headers: headers.flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((each) => [name, each] as const),
    ),
    requestHeaders: details.requestHeaders ?? [],
    redirects: details.redirects ?? [],
    attempts: details.attempts ?? (attempts === 1 ? [only] : []),
    ...(details.certificate && { certificate: details.certificate }),
  };
}

/** `fields.json`: what a person asked of each answer. */
export interface FieldsFile {
  fields: FieldDefinition[];
}

/** `summary.json`: how the run ended. */
export interface SummaryFile extends Summary {
  format: number;
  state: Exclude<EndState, OpenState>;
  /** ISO 8601, in UTC. */
  endedAt: string;
  /** What became of the requests that have no line in `results.ndjson`. */
  rest?: { outcome: Outcome; failure?: Failure };
}
