import path from 'node:path';
import { Agent } from 'undici';
import type { Failure, FetchRequest, Outcome } from '../api.ts';
import { parseAcceptStatus } from '../core/acceptStatus.ts';
import { type ResolvedOptions, resolveOptions } from '../core/options.ts';
import type { ProxySettings } from '../core/proxySettings.ts';
import { type RequestChunk, RequestList } from '../core/requestList.ts';
import type { ResultBatch, ResultRow } from '../core/resultBatch.ts';
import { AppendFile } from './appendFile.ts';
import { Connections, type Network } from './connections.ts';
import type { ExchangeContext } from './exchange.ts';
import { type FetchEvents, FetchOne } from './fetchOne.ts';
import { makeTemplate, type Outgoing, type OutgoingTemplate, prepare } from './outgoing.ts';
import { ResultOutbox } from './resultOutbox.ts';
import { type Ended, resultRecord, resultRow } from './resultRow.ts';
import { ProxyRules } from './proxyRules.ts';
import { Schedule } from './schedule.ts';
import { trustSystemCertificates } from './trustedCertificates.ts';

/** Response headers over this size are a failure, bytes. */
const maxHeaderSize = 256 * 1024;

/** What a run tells the one who started it. */
export interface RunEvents {
  batch(batch: ResultBatch): void;
  warning(message: string): void;
  /** Nothing more comes: no socket is open, the files are closed. What has no result was cancelled with the run. */
  end(): void;
}

/** How a run is to be made. */
export interface RunStart {
  count: number;
  /** Where its files `bodies` and `results.ndjson` go; it exists. */
  folder: string;
  userAgent: string;
  options: ResolvedOptions;
  proxies: ProxySettings;
}

/** One run in the worker: takes requests, fetches them within the limits, and gives a result for each. */
export class FetchRun {
  private readonly how: RunStart;
  private readonly events: RunEvents;
  private readonly startedAt = performance.now();
  private readonly requests = new RequestList();
  /** Those that have begun and not ended. */
  private readonly fetches = new Map<number, FetchOne>();
  private readonly hasEnded: Uint8Array;
  private endedCount = 0;
  private cancelled = false;
  private readonly warnings = new Set<string>();
  private readonly accepts: (status: number) => boolean;
  private readonly template: OutgoingTemplate | Failure;
  private readonly bodies: AppendFile;
  private readonly records: AppendFile;
  private readonly outbox: ResultOutbox;
  private readonly schedule: Schedule;
  private readonly connections: Connections;
  private readonly agent: Agent;
  private readonly context: ExchangeContext;
  private readonly fetchEvents: FetchEvents;

  constructor(how: RunStart, events: RunEvents, network?: Network) {
    this.how = how;
    this.events = events;
    this.hasEnded = new Uint8Array(how.count);
    this.accepts = acceptance(how.options.acceptStatus);
    this.template = makeTemplate(how.options, how.userAgent);
    const storageFailed = (error: unknown) => this.storageFailed(error);
    this.bodies = new AppendFile(path.join(how.folder, 'bodies'), storageFailed);
    this.records = new AppendFile(path.join(how.folder, 'results.ndjson'), storageFailed);
    this.outbox = new ResultOutbox([this.bodies, this.records], (batch) => this.sendBatch(batch));
    this.schedule = new Schedule(how.options, (index, origin) => this.proceed(index, origin));
    const proxies = network?.proxies ?? new ProxyRules(how.proxies);
    this.connections = new Connections(how.options.timeout, { ...network, proxies });
    this.agent = new Agent({
      connect: this.connections.connect,
      // A proxy stands for many hosts, each of which the schedule keeps to its limit.
      connections: proxies.isSet ? how.options.concurrency : how.options.concurrencyPerHost,
      pipelining: 1,
      allowH2: false,
      maxHeaderSize,
      // An attempt has a deadline of its own, which starts when it starts and holds for all of it.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 10_000,
      keepAliveMaxTimeout: 60_000,
    });
    this.context = { dispatcher: this.agent, connections: this.connections, bodies: this.bodies };
    this.fetchEvents = {
      wantsPlace: (fetch) => {
        this.schedule.add(fetch.index, fetch.origin, true);
        this.schedule.pump();
      },
      waits: (fetch) => this.outbox.move(fetch.index, 'waiting'),
      pausesOrigin: (origin, milliseconds) => this.schedule.pause(origin, milliseconds),
      leavesPlace: (origin) => this.leavesPlace(origin),
      ended: (fetch) => this.end(fetch.index, outcomeOf(fetch, this.acceptsFor(fetch.index)), fetch.failure),
    };
    if (how.count === 0) void this.finish();
  }

  /** Takes requests; they are queued at once. */
  add(chunk: RequestChunk): void {
    if (this.cancelled) return;
    this.requests.append(chunk);
    chunk.urls.forEach((url, n) => {
      const index = chunk.first + n;
      const origin = originOf(url);
      // Before anything starts: it takes a while, which is no request's own.
      if (origin?.startsWith('https:')) trustSystemCertificates();
      // What cannot be sent takes no place of any host.
      if (origin === undefined) this.begin(index);
      else this.schedule.add(index, origin);
    });
    this.schedule.pump();
  }

  /** Cancels the run, which ends at once, or one request. What has ended stays as it is. */
  cancel(index?: number): void {
    if (index !== undefined) return this.cancelOne(index);
    if (this.cancelled || this.endedCount === this.how.count) return;
    this.cancelled = true;
    this.schedule.clear();
    void this.connections.closeAll();
    // A row for each that never began would only tell what the end of the run says as well.
    for (const [each, fetch] of this.fetches) {
      fetch.abort({ drop: false });
      this.end(each, 'cancelled');
    }
    void this.finish();
  }

  private cancelOne(index: number): void {
    // One that waits in a queue stays there; its turn passes without a start.
    if (this.hasEnded[index] !== 0 || index >= this.requests.length) return;
    const held = this.fetches.get(index)?.abort({ drop: true });
    this.end(index, 'cancelled');
    if (held !== undefined) this.leavesPlace(held);
  }

  /** A place at `origin` is given to this request. */
  private proceed(index: number, origin: string): void {
    const fetch = this.hasEnded[index] ? undefined : (this.fetches.get(index) ?? this.begin(index));
    if (!fetch) return this.schedule.release(origin);
    this.outbox.move(index, 'running');
    fetch.proceed();
  }

  /** Makes ready what is to be sent; a request that cannot be sent ends here. */
  private begin(index: number): FetchOne | undefined {
    const request = this.requests.get(index);
    const { options, outgoing } = this.prepare(request);
    if ('kind' in outgoing) {
      this.end(index, 'failed', outgoing);
      return undefined;
    }
    const fetch = new FetchOne(index, outgoing, options, this.startedAt, this.context, this.fetchEvents);
    this.fetches.set(index, fetch);
    return fetch;
  }

  private prepare(request: FetchRequest): { options: ResolvedOptions; outgoing: Outgoing | Failure } {
    let { options } = this.how;
    let { template } = this;
    if (request.options) {
      const own = resolveOptions(request.options, options);
      for (const problem of own.problems) this.warn(problem);
      ({ options } = own);
      template = makeTemplate(options, this.how.userAgent);
    }
    return { options, outgoing: 'kind' in template ? template : prepare(request, template) };
  }

  private acceptsFor(index: number): (status: number) => boolean {
    const own = this.requests.get(index).options?.acceptStatus;
    return own === undefined ? this.accepts : (parseAcceptStatus(own) ?? this.accepts);
  }

  private leavesPlace(origin: string): void {
    this.schedule.release(origin);
    this.holdWhileFull();
    // Thousands of hosts are asked once each: an idle connection to every one of them would be too many.
    if (this.schedule.isIdle(origin)) {
      setImmediate(() => {
        if (this.schedule.isIdle(origin)) this.connections.closeOrigin(origin);
      });
    }
  }

  /** Nothing new starts while too much waits for the disk. */
  private holdWhileFull(): void {
    if (!this.bodies.isFull) return;
    this.schedule.hold(true);
    this.bodies.onceRoom(() => this.schedule.hold(false));
  }

  private end(index: number, outcome: Outcome, failure?: Failure): void {
    if (this.hasEnded[index]) return;
    this.hasEnded[index] = 1;
    this.endedCount++;
    const fetch = this.fetches.get(index);
    this.fetches.delete(index);
    const ended: Ended = {
      index,
      outcome,
      failure,
      requestUrl: this.requests.url(index),
      runStart: this.startedAt,
      fetch,
    };
    const row = resultRow(ended);
    // What was cancelled has not been fetched: it leaves no record.
    if (outcome !== 'cancelled') this.store(ended, row);
    this.outbox.end(index, row);
    if (this.endedCount === this.how.count && !this.cancelled) void this.finish();
  }

  private store(ended: Ended, row: ResultRow): void {
    const line = Buffer.from(`${JSON.stringify(resultRecord(ended, row))}\n`);
    const offset = this.records.append(line);
    if (offset === undefined) return;
    row.recordOffset = offset;
    row.recordLength = line.length;
  }

  private sendBatch(batch: ResultBatch): void {
    this.events.batch(batch);
  }

  private async finish(): Promise<void> {
    await this.connections.closeAll();
    // No connection is left; undici itself would wait for ever for one that went through a tunnel.
    void this.agent.destroy();
    await this.outbox.flush();
    await Promise.all([this.bodies.close(), this.records.close()]);
    this.events.end();
  }

  private storageFailed(error: unknown): void {
    // By its code, which is the same for both files, it is said once.
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    this.warn(`Bodies and details are no longer stored (${why}). Free space on the disk, then run again.`);
  }

  /** Says it once, however many requests it concerns. */
  private warn(message: string): void {
    if (this.warnings.has(message)) return;
    this.warnings.add(message);
    this.events.warning(message);
  }
}

function outcomeOf(fetch: FetchOne, accepts: (status: number) => boolean): Outcome {
  if (fetch.failure) return 'failed';
  return accepts(fetch.exchange?.status ?? 0) ? 'ok' : 'httpError';
}

function acceptance(acceptStatus: string): (status: number) => boolean {
  return parseAcceptStatus(acceptStatus) ?? (() => false);
}

function originOf(url: string): string | undefined {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'http:' || parsed?.protocol === 'https:' ? parsed.origin : undefined;
}
