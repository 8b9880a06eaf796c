import type { Dispatcher } from 'undici';
import type { Failure } from '../api.ts';
import type { ExclusionRules } from '../core/exclusions.ts';
import { Answer, type AnswerEvents, type AnswerHeaders, type AnswerOptions, unwantedTime } from './answer.ts';
import type { AppendFile } from './appendFile.ts';
import type { Certificate } from './certificate.ts';
import { type ClientPool, type PooledClient, unwanted } from './clientPool.ts';
import type { Connections, Route } from './connections.ts';
import { Deadline, type Expiring } from './deadline.ts';
import { ExchangeClock, type ExchangeTimes } from './exchangeClock.ts';
import { deadlineFailure, failureOf, proxyWantsPassword } from './failure.ts';
import type { Outgoing } from './outgoing.ts';

/** What an exchange needs of its run. */
export interface ExchangeContext {
  readonly clients: ClientPool;
  readonly connections: Connections;
  readonly bodies: AppendFile;
  /** What is not to be asked for. */
  readonly exclusions: ExclusionRules;
  /** Takes a fault of Gather's own, after which the run cannot go on. */
  fault(error: Error): void;
}

/** Who wants an exchange. */
export interface ExchangeOwner {
  /** It has ended. */
  exchanged(exchange: Exchange): void;
}

/** One request sent and one answer read: a hop of an attempt. Ends once, with an `answer` or a `failure`, or with both. */
export class Exchange implements Dispatcher.DispatchHandler, AnswerEvents, Expiring {
  answer: Answer | undefined;
  failure: Failure | undefined;

  private readonly outgoing: Outgoing;
  private readonly options: AnswerOptions;
  private readonly context: ExchangeContext;
  private readonly owner: ExchangeOwner;
  private readonly clock = new ExchangeClock();
  private readonly deadline = new Deadline(this);
  private controller: Dispatcher.DispatchController | undefined;
  private timeout = 0;
  private ended = false;
  private viaProxy = false;
  /** Carries it, until its answer has come. */
  private client: PooledClient | undefined;
  /** Its client had carried others. */
  private follows = false;
  /** It waits for the disk. */
  private held = false;
  /** Those who wanted to know of its end know of it. */
  private told = false;

  /** `owner` hears of its end once, unless it is aborted. */
  constructor(outgoing: Outgoing, options: AnswerOptions, context: ExchangeContext, owner: ExchangeOwner) {
    this.outgoing = outgoing;
    this.options = options;
    this.context = context;
    this.owner = owner;
  }

  /**
   * Sends the request. `budget` ms from `now`, in `performance.now()` ms, the exchange fails; the message names the whole
   * deadline, `timeout`.
   */
  start(budget: number, timeout: number, now: number): void {
    this.timeout = timeout;
    this.clock.started = now;
    this.deadline.start(budget, now);
    try {
      const route = this.context.connections.route(this.outgoing);
      this.viaProxy = route.viaProxy;
      const pooled = this.context.clients.take(route.origin);
      this.client = pooled;
      this.follows = pooled.connection !== undefined;
      // undici looks whether the server has closed the connection meanwhile, but only if it was idle for a moment: a
      // request that came while the answer before it ends would be sent at once, and be lost with the connection.
      if (this.follows) setImmediate(() => this.dispatch(pooled, route));
      else this.dispatch(pooled, route);
    } catch (error) {
      this.fail(error);
    }
  }

  private dispatch(pooled: PooledClient, { path, headers }: Route): void {
    if (this.ended) return;
    const { method, body } = this.outgoing;
    try {
      pooled.client.dispatch(
        {
          path,
          method,
          // undici does not change the headers.
          headers: headers as string[],
          body: body ?? null,
          // Else it closes the connection after each HEAD. What a server sends too much breaks it, which is noticed.
          reset: false,
        },
        this,
      );
      // One that it did not open is known to be its own when it goes over it.
      if (pooled.connection?.uses === 0) this.clock.connection = pooled.connection;
    } catch (error) {
      this.fail(error);
    }
  }

  /** Ends it now and closes its connection; nobody hears of it again. */
  abort(): void {
    if (!this.ended) this.end({ tell: false });
  }

  /** Whether it was never sent, because the server closed the connection that was to carry it. */
  get wasNotSent(): boolean {
    return this.clock.sent === 0 && this.follows && this.failure?.kind === 'reset';
  }

  /** Whether it failed because of what its connection had served before: the server closed it just then, or sent too much. */
  get wasStale(): boolean {
    const { reused, firstByte, connection } = this.clock;
    const kind = this.failure?.kind;
    if (!reused || firstByte > 0) return false;
    return (kind === 'reset' && !connection?.answer.begun) || kind === 'protocol';
  }

  /** The certificate that the server has shown, also where it was refused. */
  get certificate(): Certificate | undefined {
    return this.clock.connection?.certificate;
  }

  get times(): ExchangeTimes {
    return this.clock.times;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.ended) return controller.abort(unwanted);
    this.controller = controller;
    const { clock } = this;
    const connection = this.client?.connection;
    clock.sent = performance.now();
    clock.connection = connection;
    if (!connection) return;
    clock.reused = connection.uses++ > 0;
    connection.answer.expect();
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: AnswerHeaders,
    statusText = '',
  ): void {
    // An interim answer (RFC 9110 §15.2) is not the answer.
    if (this.ended || status < 200) return;
    this.clock.firstByte = performance.now();
    if (status === 407 && this.viaProxy) this.failure = proxyWantsPassword();
    const head = { status, statusText, headers };
    this.answer = new Answer(head, this.outgoing.url.href, this.options, this.context.bodies, this);
    if (!this.answer.isBodyWanted) this.deadline.shorten(unwantedTime);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.ended) return;
    const wanted = this.answer?.write(chunk);
    if (wanted === 'enough') return this.bodyEnded();
    if (wanted === 'wait') controller.pause();
  }

  onResponseEnd(): void {
    if (this.ended) return;
    this.clock.finished = performance.now();
    // Before its owner hears of it: the next request goes the same way.
    if (this.client) this.context.clients.giveBack(this.client);
    this.client = undefined;
    this.controller = undefined;
    if (this.answer?.finish()) this.end({ tell: true });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.ended) {
      // undici hands a fault of those who were told back to here: nobody else would hear of it.
      if (!this.told && error !== unwanted) this.context.fault(error);
      return;
    }
    if (this.clock.sent === 0) return this.fail(error);
    if (this.answer?.isBodyWanted ?? true) this.failure = this.failureOf(error);
    this.clock.finished = performance.now();
    // The server has gone, but the answer may still hold what came before.
    if (this.answer?.finish() ?? true) this.end({ tell: true });
  }

  bodyFailed(error: Error): void {
    if (this.answer?.isBodyWanted) this.failure ??= this.failureOf(error);
    this.bodyEnded();
  }

  bodyDrained(): void {
    if (!this.held) this.controller?.resume();
  }

  expire(): void {
    const { clock, answer } = this;
    if (answer && !answer.isBodyWanted) return this.end({ tell: true });
    const { connections } = this.context;
    const connection = clock.connection ?? this.client?.connection;
    const phase = clock.phase(connection);
    // That other names were looked up first is not this server's fault.
    const asked = phase === 'dns' ? connections.lookedUpAt(connection?.hostname ?? '') : clock.opened;
    const waited = (asked ?? performance.now()) - clock.started;
    if (waited > 1) {
      clock.started += waited;
      return this.deadline.start(waited);
    }
    clock.finished = performance.now();
    this.failure = deadlineFailure(this.timeout, phase, this.outgoing.url.host);
    this.end({ tell: true });
  }

  /** The server has to wait as well, and is not blamed for it. */
  diskFull(): void {
    if (this.held) return;
    this.held = true;
    this.controller?.pause();
    this.answer?.hold();
    this.deadline.hold();
    this.context.bodies.onceRoom(() => {
      this.held = false;
      if (this.ended) return;
      this.deadline.resume();
      this.answer?.resume();
      this.controller?.resume();
    });
  }

  /** All that is wanted has come: the rest of the answer, if there is any, is not waited for. */
  bodyEnded(): void {
    if (!this.ended) this.end({ tell: true });
  }

  private fail(error: unknown): void {
    if (this.ended) return;
    this.failure = this.failureOf(error);
    this.end({ tell: true });
  }

  private failureOf(error: unknown): Failure {
    const begun = this.clock.connection?.answer.begun ?? false;
    return failureOf(error, this.clock.phase(), this.outgoing.url.host, this.clock.sent > 0 && begun);
  }

  private end({ tell }: { tell: boolean }): void {
    this.ended = true;
    this.deadline.stop();
    this.clock.finished ||= performance.now();
    this.answer?.close();
    // What has not carried its answer to the end cannot carry another.
    if (this.client) this.context.clients.discard(this.client);
    this.client = undefined;
    if (tell) this.owner.exchanged(this);
    this.told = true;
  }
}
