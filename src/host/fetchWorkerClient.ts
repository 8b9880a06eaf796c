import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Failure } from '../api.ts';
import type { EarlierPart, FromFetchWorker, ToFetchWorker } from '../core/fetchProtocol.ts';
import type { ResolvedOptions } from '../core/options.ts';
import type { RequestChunk, RequestList } from '../core/requestList.ts';
import type { RunValues } from '../core/runValues.ts';
import type { ResultBatch } from '../core/resultBatch.ts';
import type { PlaceColumns } from '../core/textProtocol.ts';
import { readExclusions } from './exclusionSettings.ts';
import type { Log } from './log.ts';
import { isNodeRecentEnough } from './nodeVersion.ts';
import { readProxySettings } from './proxySettings.ts';
import { WorkerThread } from './workerThread.ts';

const chunkSize = 5000;
/** Chunks under way to the worker: a million URLs at once would lie in memory several times over. */
const chunksAhead = 4;
const cancelMilliseconds = 1000;

/** A run as the fetch worker is to do it, and who is told what becomes of it. */
export interface FetchJob {
  id: string;
  requests: RequestList;
  options: ResolvedOptions;
  /** Their documents: the settings of these say what is not to be asked for. */
  documents?: readonly vscode.Uri[];
  /** Where the requests stand in them. */
  places?: PlaceColumns;
  /** What is stored already of a run that goes on. */
  earlier?: EarlierPart;
  /** Makes the folder ready for the run's files; none: nothing is stored. Where it rejects, the run fails with that message. */
  prepare(): Promise<string | undefined>;
  /** Gives what the references in the requests and options stand for. */
  values(): Promise<RunValues>;
  onBatch(batch: ResultBatch): void;
  /** Something the person should know that is no single request's failure. */
  onWarning(message: string): void;
  /** Nothing more comes. `failure` is why, where requests are left that have not ended. */
  onEnd(failure?: Failure): void;
}

/** Does runs in the fetch worker: starts it when needed, feeds it, and ends each run whatever becomes of the worker. */
export class FetchWorkerClient {
  private readonly jobs = new Map<string, Sending>();
  private readonly thread: WorkerThread<ToFetchWorker, FromFetchWorker>;
  private readonly userAgent: string;

  constructor(path: string, userAgent: string, log: Log) {
    this.userAgent = userAgent;
    this.thread = new WorkerThread<ToFetchWorker, FromFetchWorker>({
      path,
      name: 'Gather fetch worker',
      // From 2 GiB on, V8 lets a heap grow fourfold before it collects; below, not even twofold.
      maxHeapMegabytes: 1536,
      // Nearly all that it makes is gone a moment later: more room would only be filled with that.
      youngHeapMegabytes: 24,
      onMessage: (message) => this.receive(message),
      onLost: (reason) => this.endAll(reason),
      log,
    });
  }

  /** Lets the worker load while the requests of a run are still being read. */
  warmUp(): void {
    if (isNodeRecentEnough(process.versions.node)) this.thread.warmUp();
  }

  /** Begins a run. Each `start` is answered by exactly one `onEnd`, never before this returns. */
  start(job: FetchJob): void {
    const sending: Sending = {
      job,
      posted: false,
      sent: 0,
      ahead: 0,
      goOn: undefined,
      early: [],
      deadline: undefined,
    };
    this.jobs.set(job.id, sending);
    this.send(sending).catch((error: unknown) => {
      this.end(sending, { kind: 'internal', message: String(error) });
    });
  }

  /** Cancels a run, or one request of it. A worker from which nothing comes for a second then is ended. */
  cancel(id: string, index?: number): void {
    const sending = this.jobs.get(id);
    if (!sending) return;
    if (index !== undefined && index >= sending.sent) {
      sending.early.push(index);
    } else if (index !== undefined) {
      this.thread.post({ type: 'cancel', run: id, index });
    } else if (sending.posted) {
      this.thread.post({ type: 'cancel', run: id });
      sending.deadline ??= setTimeout(() => {
        this.thread.kill(vscode.l10n.t('it did not answer to Cancel'));
      }, cancelMilliseconds);
    } else {
      this.end(sending);
    }
  }

  /** Ends all runs and the worker; resolves when it is gone. */
  async dispose(): Promise<void> {
    for (const sending of this.jobs.values()) this.end(sending);
    await this.thread.dispose();
  }

  private async send(sending: Sending): Promise<void> {
    const { id, requests, options, documents, places, earlier } = sending.job;
    let folder: string | undefined;
    try {
      folder = await sending.job.prepare();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return this.end(sending, { kind: 'storage', message });
    }
    const values = await sending.job.values();
    if (!this.isOpen(sending)) return;
    if (!isNodeRecentEnough(process.versions.node)) {
      return this.end(sending, { kind: 'internal', message: nodeTooOldMessage() });
    }

    const { userAgent } = this;
    this.thread.post({
      type: 'start',
      run: id,
      count: requests.length,
      ...(folder !== undefined && { folder }),
      userAgent,
      options,
      proxies: readProxySettings(),
      exclusions: readExclusions(documents),
      values,
      ...(places && { places }),
      ...(earlier && { earlier }),
    });
    sending.posted = true;
    for (const chunk of requests.chunks(chunkSize)) {
      this.sendChunk(sending, chunk);
      sending.sent = chunk.first + chunk.urls.length;
      const known = sending.early.filter((index) => index < sending.sent);
      sending.early = sending.early.filter((index) => index >= sending.sent);
      for (const index of known) this.thread.post({ type: 'cancel', run: id, index });
      await setImmediate();
      if (sending.ahead >= chunksAhead) await new Promise<void>((resolve) => (sending.goOn = resolve));
      if (!this.isOpen(sending)) return;
    }
  }

  private sendChunk(sending: Sending, chunk: RequestChunk): void {
    this.thread.post({ type: 'requests', run: sending.job.id, ...chunk });
    sending.ahead++;
  }

  private receive(message: FromFetchWorker): void {
    const sending = this.jobs.get(message.run);
    if (!sending) return;
    switch (message.type) {
      case 'taken':
        sending.ahead--;
        return sending.goOn?.();
      case 'wants':
        return this.sendChunk(sending, sending.job.requests.chunk(message.first, chunkSize));
      case 'batch':
        // It does answer: a long run has much to say about its cancelling.
        sending.deadline?.refresh();
        return sending.job.onBatch(message.batch);
      case 'warning':
        return sending.job.onWarning(message.message);
      case 'end':
        return this.end(sending);
      case 'fault':
        return this.end(sending, { kind: 'internal', message: faultMessage(message.message) });
      default:
        return message satisfies never;
    }
  }

  private endAll(reason: string): void {
    const message = vscode.l10n.t(
      'The fetching worker ended unexpectedly ({0}). Run again; if that does not help, lower "gather.concurrency".',
      reason,
    );
    for (const sending of this.jobs.values()) {
      if (sending.posted) this.end(sending, { kind: 'internal', message });
    }
  }

  private end(sending: Sending, failure?: Failure): void {
    if (!this.isOpen(sending)) return;
    clearTimeout(sending.deadline);
    this.jobs.delete(sending.job.id);
    sending.goOn?.();
    if (this.jobs.size === 0) this.thread.idle();
    sending.job.onEnd(failure);
  }

  private isOpen(sending: Sending): boolean {
    return this.jobs.get(sending.job.id) === sending;
  }
}

function faultMessage(reason: string): string {
  return vscode.l10n.t('A fault in Gather ended the run ({0}). Please report it, and run again.', reason);
}

/** What a person reads whose VS Code is too old. */
export function nodeTooOldMessage(): string {
  return vscode.l10n.t(
    'Gather needs Node.js 22.19 or later in the extension host, and this one has {0}. Update VS Code, or the server on the remote machine.',
    process.versions.node,
  );
}

/** Where a run stands on its way to the worker. */
interface Sending {
  job: FetchJob;
  /** The worker knows of the run. */
  posted: boolean;
  /** How many requests it has been sent. */
  sent: number;
  /** Chunks that have been sent, but not taken in. */
  ahead: number;
  /** To be called when one is. */
  goOn: (() => void) | undefined;
  /** Indexes to cancel that have not been sent yet. */
  early: number[];
  /** By when the worker must have ended a cancelled run. */
  deadline: NodeJS.Timeout | undefined;
}
