import type { Dispatcher } from 'undici';
import type { Failure, Phase } from '../api.ts';
import type { AppendFile } from './appendFile.ts';
import { BodyReader } from './bodyReader.ts';
import type { Certificate } from './certificate.ts';
import type { Connection, Connections } from './connections.ts';
import { ContentDecoder } from './contentDecoder.ts';
import { readContentType } from './contentType.ts';
import { deadlineFailure, failureOf, proxyWantsPassword } from './failure.ts';
import type { Outgoing } from './outgoing.ts';

/** The times of one exchange, ms, as `Timings` defines them. */
export type ExchangeTimes = Record<Phase | 'total', number> & { reused: boolean };

/** What an exchange needs of its run. */
export interface ExchangeContext {
  readonly dispatcher: Dispatcher;
  readonly connections: Connections;
  readonly bodies: AppendFile;
}

/** Bytes of a body that nobody wants that are worth reading to keep its connection. */
const unwantedLimit = 64 * 1024;

const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** How an exchange treats its answer. */
export interface ExchangeOptions {
  maxBodyBytes: number;
  /** A redirect is wanted for its `location`, not for its body. */
  follow: boolean;
  /** The body is stored; otherwise only its beginning is looked at. */
  store: boolean;
}

/** One request sent and one answer read: a hop of an attempt. Ends once, with an answer (`status`) or a `failure`, or with both. */
export class Exchange implements Dispatcher.DispatchHandler {
  status: number | undefined;
  statusText = '';
  headers: [string, string][] = [];
  failure: Failure | undefined;
  wireBytes = 0;
  /** Where this answer redirects to, if that is to be followed. */
  location: URL | undefined;
  /** The body, where it is stored. */
  body: BodyReader | undefined;

  private readonly outgoing: Outgoing;
  private readonly options: ExchangeOptions;
  private readonly context: ExchangeContext;
  private readonly done: (exchange: Exchange) => void;
  private controller: Dispatcher.DispatchController | undefined;
  private connection: Connection | undefined;
  private decoder: ContentDecoder | undefined;
  private reader: BodyReader | undefined;
  private timer: NodeJS.Timeout | undefined;
  private ended = false;
  private viaProxy = false;
  private reused = false;
  private started = 0;
  private sent = 0;
  private firstByte = 0;
  private finished = 0;

  /** `done` is called once, unless it is aborted. */
  constructor(
    outgoing: Outgoing,
    options: ExchangeOptions,
    context: ExchangeContext,
    done: (exchange: Exchange) => void,
  ) {
    this.outgoing = outgoing;
    this.options = options;
    this.context = context;
    this.done = done;
  }

  /** Sends the request. `budget` ms from now the exchange fails; the message names the whole deadline, `timeout`. */
  start(budget: number, timeout: number): void {
    const { method, url, headers, body } = this.outgoing;
    this.started = performance.now();
    this.timer = setTimeout(() => {
      this.failure = deadlineFailure(timeout, this.phase, url.host);
      this.end({ tell: true, drop: true });
    }, budget);
    const route = this.context.connections.route(url);
    this.viaProxy = route.viaProxy;
    try {
      this.connection = this.context.connections.openedBy(() =>
        this.context.dispatcher.dispatch(
          {
            origin: route.origin,
            path: route.path,
            method,
            // undici does not change it.
            headers: (route.viaProxy ? [...headers, ...route.headers] : headers) as string[],
            body: body ?? null,
          },
          this,
        ),
      );
    } catch (error) {
      this.fail(error);
    }
  }

  /** Ends it now and closes its connection, unless that is left to the caller; nobody hears of it again. */
  abort({ drop }: { drop: boolean }): void {
    if (!this.ended) this.end({ tell: false, drop });
  }

  /** Whether it failed because of what its connection had served before: the server closed it just then, or sent too much. */
  get wasStale(): boolean {
    if (!this.reused || this.firstByte > 0) return false;
    const kind = this.failure?.kind;
    return (kind === 'reset' && !this.connection?.answer.begun) || kind === 'protocol';
  }

  /** The certificate that the server has shown, also where it was refused. */
  get certificate(): Certificate | undefined {
    return this.connection?.certificate;
  }

  get times(): ExchangeTimes {
    const end = this.finished || performance.now();
    // An earlier request may have opened the connection; what it waited is not this one's.
    const at = (stamp: number | undefined) => Math.max(stamp ?? 0, this.started);
    const times = this.reused ? undefined : this.connection?.times;
    const between = (from: number, to: number | undefined) => (to ? Math.max(0, at(to) - at(from)) : 0);
    const resolved = times?.resolved || times?.started || 0;
    return {
      dns: times ? between(times.started, times.resolved) : 0,
      connect: between(resolved, times?.connected),
      tls: between(times?.connected ?? 0, times?.secured),
      firstByte: this.firstByte ? this.firstByte - this.sent : 0,
      download: this.firstByte ? end - this.firstByte : 0,
      reused: this.reused,
      total: end - this.started,
    };
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.ended) return this.drop();
    this.sent = performance.now();
    this.context.connections.onSend((connection) => {
      this.connection = connection;
      this.reused = connection.uses > 1;
    });
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
    statusText?: string,
  ): void {
    // An interim answer (RFC 9110 §15.2) is not the answer.
    if (this.ended || status < 200) return;
    this.firstByte = performance.now();
    this.status = status;
    this.statusText = statusText ?? '';
    for (const name in headers) {
      const value = headers[name];
      if (Array.isArray(value)) for (const each of value) this.headers.push([name, each]);
      else if (value !== undefined) this.headers.push([name, value]);
    }
    if (status === 407 && this.viaProxy) this.failure = proxyWantsPassword();
    if (this.options.follow && redirectStatuses.has(status)) {
      this.location = resolveLocation(this.header('location'), this.outgoing.url);
      if (this.location) return;
    }
    const type = readContentType(this.header('content-type'));
    const { store, maxBodyBytes } = this.options;
    const body = new BodyReader(
      store ? this.context.bodies : undefined,
      type,
      store ? maxBodyBytes : unwantedLimit,
    );
    this.reader = body;
    if (store) this.body = body;
    // Several lines of one name are one list (RFC 9110 §5.3).
    const encoding = this.headers
      .flatMap(([name, value]) => (name === 'content-encoding' ? [value] : []))
      .join();
    if (encoding) this.decoder = this.makeDecoder(encoding, body);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.ended) return;
    this.wireBytes += chunk.length;
    if (this.location !== undefined) {
      if (this.wireBytes > unwantedLimit) this.stop();
    } else if (this.decoder) {
      if (!this.decoder.write(chunk)) controller.pause();
    } else if (!this.reader?.add(chunk)) {
      this.stop();
    }
    if (this.context.bodies.isFull && !this.ended) {
      controller.pause();
      this.context.bodies.onceRoom(() => controller.resume());
    }
  }

  onResponseEnd(): void {
    if (this.ended) return;
    this.finished = performance.now();
    if (this.decoder && this.wireBytes > 0) this.decoder.finish();
    else this.end({ tell: true, drop: false });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.ended) return;
    if (this.sent === 0) {
      // While undici deals with a connection that failed, the next request would wait unseen for a new one.
      setImmediate(() => this.fail(error));
      return;
    }
    if (!this.decoder || this.wireBytes === 0) return this.fail(error);
    // The server has gone, but the decoder may still hold what came before.
    this.failure = this.failureOf(error);
    this.finished = performance.now();
    this.decoder.finish();
  }

  /** The first characters of the body, as far as ASCII goes. */
  get beginning(): string {
    return Buffer.from(this.reader?.beginning ?? []).toString('latin1');
  }

  /** A header of the answer, by its lower-case name; empty where there is none. */
  header(name: string): string {
    return this.headers.find(([each]) => each === name)?.[1] ?? '';
  }

  private get phase(): Phase {
    if (this.firstByte) return 'download';
    if (this.sent) return 'firstByte';
    const times = this.connection?.times;
    if (!times) return 'connect';
    if (times.connected) return this.connection?.secure ? 'tls' : 'firstByte';
    // An address is not looked up.
    const isAddress = /^[\d.]+$|^\[/.test(this.outgoing.url.hostname);
    return times.resolved || isAddress ? 'connect' : 'dns';
  }

  private makeDecoder(encoding: string, body: BodyReader): ContentDecoder | undefined {
    return ContentDecoder.for(encoding, {
      data: (chunk) => body.add(chunk),
      end: () => this.stop(),
      error: (error) => {
        this.failure ??= this.failureOf(error);
        this.stop();
      },
      drain: () => this.controller?.resume(),
    });
  }

  /** All that is wanted has come: the rest of the answer, if there is any, is not waited for. */
  private stop(): void {
    if (this.ended) return;
    this.end({ tell: true, drop: this.finished === 0 });
  }

  private fail(error: unknown): void {
    if (this.ended) return;
    this.failure = this.failureOf(error);
    this.end({ tell: true, drop: false });
  }

  private failureOf(error: unknown): Failure {
    const begun = this.connection?.answer.begun ?? false;
    return failureOf(error, this.phase, this.outgoing.url.host, this.sent > 0 && begun);
  }

  private end({ tell, drop }: { tell: boolean; drop: boolean }): void {
    this.ended = true;
    clearTimeout(this.timer);
    this.finished ||= performance.now();
    this.decoder?.destroy();
    this.reader?.finish();
    // The connection goes before the next request looks for one.
    if (drop) this.drop();
    if (tell) this.done(this);
  }

  private drop(): void {
    const error = new Error('no longer wanted');
    if (this.controller) this.controller.abort(error);
    // Without an error undici would wait for this connection for ever.
    else this.connection?.socket.destroy(error);
  }
}

/** A `Location` is bytes that stand for UTF-8; undici hands them on as latin-1. `undefined`: there is none, or none to use. */
function resolveLocation(location: string, base: URL): URL | undefined {
  if (!location) return undefined;
  return URL.parse(Buffer.from(location, 'latin1').toString('utf8'), base.href) ?? undefined;
}
