import type { Failure, Outcome } from '../api.ts';
import { ExclusionRules, noExclusions } from '../core/exclusions.ts';
import type { RunStart } from '../core/fetchProtocol.ts';
import { PlacesByRow } from '../core/placesByRow.ts';
import type { RequestChunk } from '../core/requestList.ts';
import type { ResultBatch } from '../core/resultBatch.ts';
import { noValues } from '../core/runValues.ts';
import { ClientPool } from './clientPool.ts';
import { Connections } from './connections.ts';
import type { Network } from './connectors.ts';
import type { ExchangeContext } from './exchange.ts';
import { type FetchEvents, FetchOne } from './fetchOne.ts';
import { Origins } from './origins.ts';
import { PendingRequests } from './pendingRequests.ts';
import { Postponed } from './postponed.ts';
import { Preparation } from './preparation.ts';
import { ProxyRules } from './proxyRules.ts';
import { Redaction } from './redaction.ts';
import { RunOutput } from './runOutput.ts';
import { Schedule } from './schedule.ts';
import { trustSystemCertificates } from './trustedCertificates.ts';

/** What a run tells the one who started it. */
export interface RunEvents {
  batch(batch: ResultBatch): void;
  /** The chunk that begins there was put off; it is to be added again. */
  wants(first: number): void;
  warning(message: string): void;
  /** A fault of Gather's own: the run is cancelled, `end` follows. */
  fault(error: Error): void;
  /** Nothing more comes: no socket is open, the files are closed. What has no result was cancelled with the run. */
  end(): void;
}

/** One run in the worker: takes requests, fetches them within the limits, and gives a result for each. */
export class FetchRun {
  private readonly how: RunStart;
  private readonly events: RunEvents;
  private readonly startedAt: number;
  private readonly places: PlacesByRow | undefined;
  private readonly requests = new PendingRequests();
  private readonly postponed: Postponed;
  private readonly origins = new Origins();
  private readonly hasEnded: Uint8Array;
  private endedCount = 0;
  private cancelled = false;
  private faulted = false;
  private readonly preparation: Preparation;
  private readonly redaction: Redaction;
  private readonly output: RunOutput;
  private readonly schedule: Schedule;
  private readonly connections: Connections;
  private readonly clients: ClientPool;
  private readonly context: ExchangeContext;
  private readonly fetchEvents: FetchEvents;

  constructor(how: RunStart, events: RunEvents, network?: Network) {
    this.how = how;
    this.events = events;
    this.startedAt = performance.now() - (how.earlier?.elapsed ?? 0);
    this.places = how.places && new PlacesByRow(how.places, how.count);
    this.hasEnded = how.earlier?.ended.slice() ?? new Uint8Array(how.count);
    for (const ended of this.hasEnded) this.endedCount += ended;
    this.redaction = new Redaction(how.values ?? noValues);
    this.output = new RunOutput(how.folder, events, this.redaction, how.earlier);
    const exclusions = new ExclusionRules(how.exclusions ?? noExclusions);
    this.preparation = new Preparation(
      how.options,
      how.values ?? noValues,
      how.userAgent,
      exclusions,
      (problem) => this.output.warn(problem),
    );
    this.schedule = new Schedule(how.options, (index, origin) => this.proceed(index, origin));
    this.postponed = new Postponed(
      (origin) => this.schedule.waitingOf(origin),
      (first) => events.wants(first),
    );
    const proxies = network?.proxies ?? new ProxyRules(how.proxies);
    this.connections = new Connections(
      how.options.timeout,
      { ...network, proxies },
      exclusions.privateAddresses,
    );
    this.clients = new ClientPool(this.connections);
    this.context = {
      clients: this.clients,
      connections: this.connections,
      bodies: this.output.bodies,
      exclusions,
      fault: (error) => this.fault(error),
    };
    this.fetchEvents = {
      wantsPlace: (fetch) => {
        this.schedule.add(fetch.index, fetch.origin, true);
        this.schedule.pump();
      },
      waits: (fetch) => this.output.move(fetch.index, 'waiting'),
      pausesOrigin: (origin, milliseconds) => this.schedule.pause(origin, milliseconds),
      leavesPlace: (origin) => this.leavesPlace(origin),
      ended: (fetch) => this.end(fetch.index, this.outcomeOf(fetch), fetch.failure),
    };
    if (this.endedCount === how.count) void this.finish();
  }

  /**
   * Takes requests; they are queued at once, or put off until they are wanted. Calls `taken` when more may come, unless the
   * run is cancelled.
   */
  add(chunk: RequestChunk, taken?: () => void): void {
    if (this.cancelled) return;
    const isNew = chunk.first === this.requests.length;
    if (isNew) this.output.store(chunk, this.places);
    const origins = chunk.urls.map((url) => this.origins.of(this.preparation.addressOf(url)));
    if (isNew && this.postponed.takes(chunk, origins)) this.requests.leaveOut(chunk);
    else this.queue(chunk, origins);
    this.schedule.pump();
    if (!isNew) this.postponed.came(chunk.first);
    if (taken) this.output.onceRoom(taken);
  }

  private queue(chunk: RequestChunk, origins: readonly (string | undefined)[]): void {
    this.requests.add(chunk);
    origins.forEach((origin, n) => {
      const index = chunk.first + n;
      if (this.hasEnded[index]) return this.requests.forget(index);
      // Before anything starts: it takes a while, which is no request's own.
      if (origin?.startsWith('https:')) trustSystemCertificates();
      // What cannot be sent takes no place of any host.
      if (origin === undefined) this.begin(index);
      else this.schedule.add(index, origin);
    });
  }

  /** Cancels the run, which ends at once, or one request. What has ended stays as it is. */
  cancel(index?: number): void {
    if (index !== undefined) return this.cancelOne(index);
    if (this.cancelled || this.endedCount === this.how.count) return;
    this.cancelled = true;
    this.schedule.clear();
    void this.connections.closeAll();
    // A row for each that never began would only tell what the end of the run says as well.
    for (const fetch of this.requests.allBegun()) {
      fetch.abort();
      this.end(fetch.index, 'cancelled');
    }
    void this.finish();
  }

  private cancelOne(index: number): void {
    // One that waits in a queue stays there; its turn passes without a start.
    if (this.hasEnded[index] !== 0 || index >= this.requests.length) return;
    const held = this.requests.begun(index)?.abort();
    this.end(index, 'cancelled');
    if (held !== undefined) this.leavesPlace(held);
  }

  /** A place at `origin` is given to this request; whether it takes it. */
  private proceed(index: number, origin: string): boolean {
    this.postponed.refill(origin);
    const fetch = this.hasEnded[index]
      ? undefined
      : (this.requests.begun(index) ?? this.begin(index, origin));
    if (!fetch) {
      this.schedule.release(origin);
      return false;
    }
    const now = performance.now();
    this.output.move(index, 'running', fetch.firstStart === 0 ? now - this.startedAt : undefined);
    fetch.proceed(now);
    return true;
  }

  /** Makes ready what is to be sent; a request that cannot be sent ends here. */
  private begin(index: number, origin = ''): FetchOne | undefined {
    const { options, outgoing } = this.preparation.prepare(this.requests.get(index), origin);
    if ('kind' in outgoing) {
      this.end(index, 'failed', outgoing);
      return undefined;
    }
    const fetch = new FetchOne(index, outgoing, options, this.startedAt, this.context, this.fetchEvents);
    this.requests.begin(fetch);
    return fetch;
  }

  private outcomeOf({ index, failure, exchange }: FetchOne): Outcome {
    if (failure) return 'failed';
    return this.preparation.isAccepted(this.requests.optionsOf(index), exchange?.answer?.status ?? 0)
      ? 'ok'
      : 'httpError';
  }

  private leavesPlace(origin: string): void {
    this.holdWhileFull();
    this.schedule.release(origin);
    // Thousands of hosts are asked once each: an idle connection to every one of them would be too many.
    if (this.schedule.isIdle(origin)) {
      setImmediate(() => {
        if (this.schedule.isIdle(origin)) this.clients.closeOrigin(origin);
      });
    }
  }

  /** Nothing new starts while too much waits for the disk. */
  private holdWhileFull(): void {
    const { bodies } = this.output;
    if (!bodies.isFull) return;
    this.schedule.hold(true);
    bodies.onceRoom(() => this.schedule.hold(false));
  }

  private end(index: number, outcome: Outcome, failure?: Failure): void {
    if (this.hasEnded[index]) return;
    this.hasEnded[index] = 1;
    this.endedCount++;
    this.output.end({
      index,
      outcome,
      failure,
      // One that was put off can only be cancelled.
      requestUrl: this.requests.has(index) ? this.requests.url(index) : '',
      lacksSecret: this.preparation.lacksSecret(this.requests.isMasked(index)),
      runStart: this.startedAt,
      fetch: this.requests.begun(index),
    });
    // A million URLs need not wait for the end of the run with it.
    this.requests.forget(index);
    if (this.endedCount === this.how.count && !this.cancelled) void this.finish();
  }

  /** Ends the run for a fault of ours; what has arrived stays. */
  private fault(error: Error): void {
    if (this.faulted) return;
    this.faulted = true;
    const message = this.redaction.text(error.message);
    this.events.fault(message === error.message ? error : new Error(message));
    this.cancel();
  }

  private async finish(): Promise<void> {
    this.schedule.clear();
    await Promise.all([this.output.close(), this.connections.closeAll()]);
    this.events.end();
  }
}
