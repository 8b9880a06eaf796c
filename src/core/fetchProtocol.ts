import type { Exclusions } from './exclusions.ts';
import type { RequestChunk } from './requestList.ts';
import type { ResultBatch } from './resultBatch.ts';
import type { LineExtent, Slice } from './runFormat.ts';
import type { PlaceColumns } from './textProtocol.ts';
import type { ResolvedOptions } from './options.ts';
import type { ProxySettings } from './proxySettings.ts';
import type { RunValues } from './runValues.ts';

/** How a run is to be made. */
export interface RunStart {
  /** How many requests it has. */
  count: number;
  /** Where its files `requests.ndjson`, `results.ndjson` and `bodies` go; it exists. Without one nothing is stored. */
  folder?: string;
  userAgent: string;
  options: ResolvedOptions;
  proxies: ProxySettings;
  /** What is not to be asked for; absent: all may be. */
  exclusions?: Exclusions;
  /** What the references in the requests and options stand for; absent: for nothing. */
  values?: RunValues;
  /** Where the requests stand in their documents, to be stored with them. */
  places?: PlaceColumns;
  /** What is stored already of a run that goes on: nothing of it is fetched again, no batch tells of it. */
  earlier?: EarlierPart;
}

/** Messages from the host to the fetch worker. `run` is a run's id. */
export type ToFetchWorker =
  /** A run begins: its requests follow in chunks. */
  | ({ type: 'start'; run: string } & RunStart)
  | ({ type: 'requests'; run: string } & RequestChunk)
  /** Cancels the run, or the request of that index. */
  | { type: 'cancel'; run: string; index?: number };

/** What is stored of a run that goes on. */
export interface EarlierPart {
  /** One byte a request, 1 for those that have a result. */
  ended: Uint8Array;
  /** ms that the run has taken so far. */
  elapsed: number;
  /** Bytes of the file of results that are whole lines: what follows them is cut off. */
  resultsLength: number;
  /** What of its requests is stored: the others are, as they come. */
  requests: LineExtent;
  /** Lines of that file that no longer hold, since their bodies are lost: their requests have not ended. */
  lost: readonly Slice[];
}

/** Messages from the fetch worker to the host. */
export type FromFetchWorker =
  /** A message `requests` has been taken in, and another would not make too much wait for the disk. */
  | { type: 'taken'; run: string }
  /** The message `requests` that began with this index is to be sent again: the worker did not keep what was in it. */
  | { type: 'wants'; run: string; first: number }
  | { type: 'batch'; run: string; batch: ResultBatch }
  /** Something the person should know that is no single request's failure, such as a full disk. */
  | { type: 'warning'; run: string; message: string }
  /** Nothing more comes of this run: no socket of it is open, its files are closed. What has no result was cancelled with it. */
  | { type: 'end'; run: string }
  /** A fault of the worker ended this run: nothing more comes of it. */
  | { type: 'fault'; run: string; message: string };
