import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { Places } from '../core/places.ts';
import { RequestList } from '../core/requestList.ts';
import type { ResultBatch } from '../core/resultBatch.ts';
import type { Fix, FixPlan, TextToFix } from '../core/fixProtocol.ts';
import type { ExportJob, ExportPortion, ExportReport } from '../core/exportProtocol.ts';
import type {
  FromReader,
  FromTextWorker,
  PlaceColumns,
  ReadOptions,
  StoredExtent,
  StoredResults,
  TextRest,
  ToTextWorker,
  UnreadableReason,
} from '../core/textProtocol.ts';
import { ExportTasks } from './exportTasks.ts';
import { PendingAnswers } from './pendingAnswers.ts';
import type { Log } from './log.ts';
import type { ReadVersion } from './readVersion.ts';
import { WorkerThread } from './workerThread.ts';

/** A text to read: in pieces, or a file that only the worker or only the host can read; or what a stored run asked for. */
export type TextSource =
  | { type: 'pieces'; pieces: Iterable<string> }
  | { type: 'file'; path: string }
  | { type: 'bytes'; bytes: Uint8Array }
  | { type: 'storedRun'; folder: string };

/** What a text asks for, or why that cannot be said. */
export type Reading =
  | ({ type: 'read'; requests: RequestList; places: Places; readAs?: ReadVersion } & TextRest)
  | { type: 'failed'; message: string; reason?: UnreadableReason }
  | { type: 'cancelled' };

/** Reads texts in the text worker, so that neither side of a large text holds the extension host. */
export class TextWorkerClient {
  private readonly readings = new Map<number, OpenReading>();
  private readonly thread: WorkerThread<ToTextWorker, FromTextWorker>;
  private readonly resultsReadings = new Map<number, OpenResultsReading>();
  private readonly exports: ExportTasks;
  private readonly fixes: PendingAnswers<FixPlan>;
  private readonly prints: PendingAnswers<string | undefined>;
  private lastId = 0;

  constructor(path: string, log: Log) {
    this.thread = new WorkerThread<ToTextWorker, FromTextWorker>({
      path,
      name: 'Gather text worker',
      maxHeapMegabytes: 2048,
      onMessage: (message) => this.receive(message),
      onLost: (reason) => this.failAll(reason),
      log,
    });
    this.exports = new ExportTasks(
      (message) => this.thread.post(message),
      () => this.idleWhenDone(),
    );
    this.fixes = new PendingAnswers(() => this.idleWhenDone());
    this.prints = new PendingAnswers(() => this.idleWhenDone());
  }

  /** Never rejects: what goes wrong is a `failed` reading. */
  read(source: TextSource, options: ReadOptions, signal?: AbortSignal): Promise<Reading> {
    return new Promise((resolve) => {
      const id = ++this.lastId;
      const abort = () => {
        this.thread.post({ type: 'cancel', id });
        this.end(id, { type: 'cancelled' });
      };
      if (signal?.aborted) return resolve({ type: 'cancelled' });
      signal?.addEventListener('abort', abort, { once: true });
      this.readings.set(id, {
        requests: new RequestList(),
        places: [],
        resolve: (reading) => {
          signal?.removeEventListener('abort', abort);
          resolve(reading);
        },
      });
      this.send(id, source, options).catch((error: unknown) => {
        this.end(id, { type: 'failed', message: String(error) });
      });
    });
  }

  /** Reads back what became of a stored run's requests, in batches. Rejects where that cannot be read. */
  readResults(what: StoredResults, onBatch: (batch: ResultBatch) => void): Promise<StoredExtent> {
    return new Promise((resolve, reject) => {
      const id = ++this.lastId;
      this.resultsReadings.set(id, { onBatch, resolve, reject });
      this.thread.post({ type: 'readStoredResults', id, what });
    });
  }

  /** Exports rows of a run; `undefined` where `signal` aborts. Rejects with an `ExportError`. */
  export(
    job: ExportJob,
    portions: Iterator<ExportPortion>,
    signal: AbortSignal,
  ): Promise<ExportReport | undefined> {
    return this.exports.start(++this.lastId, job, portions, signal);
  }

  /** What has to be replaced in a text for a fix. Rejects where the worker is gone. */
  planFix(source: TextToFix, fix: Fix): Promise<FixPlan> {
    const id = ++this.lastId;
    this.thread.post({ type: 'fix', id, source, fix });
    return this.fixes.wait(id);
  }

  /** JSON with a line for each member; `undefined` where it is none. Rejects where the worker is gone. */
  prettyPrint(text: string): Promise<string | undefined> {
    const id = ++this.lastId;
    this.thread.post({ type: 'prettyPrint', id, text });
    return this.prints.wait(id);
  }

  /** Ends all that it was asked for, and the worker; resolves when it is gone. */
  async dispose(): Promise<void> {
    for (const id of this.readings.keys()) this.end(id, { type: 'cancelled' });
    for (const id of this.resultsReadings.keys())
      this.endResults(id)?.reject(new Error('the worker was ended'));
    this.exports.failAll('the worker was ended');
    this.fixes.failAll('the worker was ended');
    this.prints.failAll('the worker was ended');
    await this.thread.dispose();
  }

  private async send(id: number, source: TextSource, options: ReadOptions): Promise<void> {
    switch (source.type) {
      case 'file':
        return this.thread.post({ type: 'readFile', id, path: source.path, options });
      case 'storedRun':
        return this.thread.post({ type: 'readStoredRequests', id, folder: source.folder });
      case 'bytes':
        return this.thread.post({ type: 'readBytes', id, bytes: source.bytes, options });
      case 'pieces':
        this.thread.post({ type: 'read', id, options });
        for (const text of source.pieces) {
          // Taking a piece may have found that the text has changed, and ended the reading.
          if (!this.readings.has(id)) return;
          this.thread.post({ type: 'piece', id, text, last: false });
          await setImmediate();
        }
        if (this.readings.has(id)) this.thread.post({ type: 'piece', id, text: '', last: true });
        return;
      default:
        source satisfies never;
    }
  }

  private receive(message: FromTextWorker): void {
    switch (message.type) {
      case 'exportMore':
      case 'exported':
      case 'exportFailed':
        return this.exports.receive(message);
      case 'fixPlanned':
        return this.fixes.receive(message.id, message.plan);
      case 'prettyPrinted':
        return this.prints.receive(message.id, message.text);
      default:
        return this.receiveReading(message);
    }
  }

  private receiveReading(message: FromReader): void {
    const reading = this.readings.get(message.id);
    if (!reading) return this.receiveResults(message);
    switch (message.type) {
      case 'results':
      case 'resultsRead':
        return;
      case 'requests':
        reading.requests.append(message.chunk);
        reading.places.push(message.places);
        globalThis.setImmediate(() => {
          if (this.readings.has(message.id)) this.thread.post({ type: 'more', id: message.id });
        });
        return;
      case 'done': {
        const { requests } = reading;
        const { problems, fields, options, excluded } = message;
        return this.end(message.id, {
          type: 'read',
          requests,
          places: new Places(reading.places),
          problems,
          fields,
          options,
          excluded,
        });
      }
      case 'failed': {
        const { reason } = message;
        return this.end(message.id, { type: 'failed', message: message.message, ...(reason && { reason }) });
      }
      default:
        return message satisfies never;
    }
  }

  private receiveResults(message: FromReader): void {
    const reading = this.resultsReadings.get(message.id);
    if (message.type === 'results') {
      reading?.onBatch(message.batch);
      globalThis.setImmediate(() => {
        if (this.resultsReadings.has(message.id)) this.thread.post({ type: 'more', id: message.id });
      });
    } else if (message.type === 'resultsRead') {
      this.endResults(message.id)?.resolve(message.extent);
    } else if (message.type === 'failed') {
      this.endResults(message.id)?.reject(new Error(message.message));
    }
  }

  private endResults(id: number): OpenResultsReading | undefined {
    const reading = this.resultsReadings.get(id);
    this.resultsReadings.delete(id);
    this.idleWhenDone();
    return reading;
  }

  private idleWhenDone(): void {
    const { readings, resultsReadings, exports, fixes, prints } = this;
    if ([readings, resultsReadings, exports, fixes, prints].every(({ size }) => size === 0))
      this.thread.idle();
  }

  private failAll(reason: string): void {
    const message = vscode.l10n.t('The reading worker ended unexpectedly ({0}). Try again.', reason);
    for (const id of this.readings.keys()) this.end(id, { type: 'failed', message });
    for (const id of this.resultsReadings.keys()) this.endResults(id)?.reject(new Error(message));
    this.exports.failAll(message);
    this.fixes.failAll(message);
    this.prints.failAll(message);
  }

  private end(id: number, reading: Reading): void {
    const open = this.readings.get(id);
    if (!open) return;
    this.readings.delete(id);
    this.idleWhenDone();
    open.resolve(reading);
  }
}

interface OpenResultsReading {
  onBatch(batch: ResultBatch): void;
  resolve(extent: StoredExtent): void;
  reject(error: Error): void;
}

interface OpenReading {
  requests: RequestList;
  places: PlaceColumns[];
  resolve(reading: Reading): void;
}
