import type { RequestChunk } from './requestList.ts';
import type { ResultBatch } from './resultBatch.ts';
import type { ResolvedOptions } from './options.ts';
import type { ProxySettings } from './proxySettings.ts';

/** Messages from the host to the fetch worker. `run` is a run's id. */
export type ToFetchWorker =
  /** A run begins: `count` requests follow in chunks. Its files go into `folder`, which exists. */
  | {
      type: 'start';
      run: string;
      count: number;
      folder: string;
      userAgent: string;
      options: ResolvedOptions;
      proxies: ProxySettings;
    }
  | ({ type: 'requests'; run: string } & RequestChunk)
  /** Cancels the run, or the request of that index. */
  | { type: 'cancel'; run: string; index?: number };

/** Messages from the fetch worker to the host. */
export type FromFetchWorker =
  | { type: 'batch'; run: string; batch: ResultBatch }
  /** Something the person should know that is no single request's failure, such as a full disk. */
  | { type: 'warning'; run: string; message: string }
  /** Nothing more comes of this run: no socket of it is open, its files are closed. What has no result was cancelled with it. */
  | { type: 'end'; run: string }
  /** A fault of the worker ended this run: nothing more comes of it. */
  | { type: 'fault'; run: string; message: string };
