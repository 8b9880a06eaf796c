import type { Failure, FetchDetails } from '../api.ts';
import { maskUrl } from '../core/maskSecrets.ts';
import type { ResolvedOptions } from '../core/options.ts';
import type { Answer } from './answer.ts';
import { Exchange, type ExchangeOwner, type ExchangeContext } from './exchange.ts';
import { isBlocked } from './blocked.ts';
import { excludedFailure } from './excludedFailure.ts';
import { type Outgoing, redirected } from './outgoing.ts';
import { isPassing, longestRetryAfter, readRetryAfter, retryDelay } from './retryPolicy.ts';
import { toMicroseconds } from '../core/toMicroseconds.ts';

/** What one request tells its run. */
export interface FetchEvents {
  /** It wants to start, or go on, at this origin: `proceed` is to be called when a place is free. */
  wantsPlace(fetch: FetchOne): void;
  /** It waits for its next attempt. */
  waits(fetch: FetchOne): void;
  /** The server at this origin wants nothing for so many ms. */
  pausesOrigin(origin: string, milliseconds: number): void;
  /** The place at this origin is free again. */
  leavesPlace(origin: string): void;
  /** It has ended; its last exchange and `failure` say how. */
  ended(fetch: FetchOne): void;
}

/** One request on its way to a result: attempts, and in each of them hops, one exchange at a time. */
export class FetchOne implements ExchangeOwner {
  readonly index: number;
  failure: Failure | undefined;
  /** The last exchange; `undefined` before the first. */
  exchange: Exchange | undefined;
  /** When the first attempt began, in `performance.now()` ms. */
  firstStart = 0;
  /** ms between attempts. */
  waited = 0;
  /** ms in exchanges. */
  total = 0;
  /** The last answer is one to robots, not to people. */
  blocked = false;
  readonly attempts: FetchDetails['attempts'][number][] = [];
  redirects: FetchDetails['redirects'][number][] = [];
  /** What the redirects so far were answers to. */
  private visited: Set<string> | undefined;

  private first: Outgoing;
  private readonly options: ResolvedOptions;
  /** HEAD does for GET, as long as the server takes it. */
  private checks: boolean;
  private readonly context: ExchangeContext;
  private readonly events: FetchEvents;
  private readonly runStart: number;
  private current: Outgoing;
  private attemptStart = 0;
  /** ms that this attempt's exchanges took. */
  private spent = 0;
  private staleRetried = false;
  private underWay = false;
  private pause: NodeJS.Timeout | undefined;
  private waitsSince: number | undefined;

  constructor(
    index: number,
    outgoing: Outgoing,
    options: ResolvedOptions,
    runStart: number,
    context: ExchangeContext,
    events: FetchEvents,
  ) {
    this.index = index;
    this.options = options;
    this.checks = options.mode === 'check' && outgoing.method === 'GET';
    this.first = this.checks ? { ...outgoing, method: 'HEAD' } : outgoing;
    this.current = this.first;
    this.runStart = runStart;
    this.context = context;
    this.events = events;
  }

  /** The origin at which its next exchange is. */
  get origin(): string {
    return this.current.origin;
  }

  /** The URL of its last exchange, without credentials, and with the fragment that redirects name. */
  get url(): string {
    return this.current.url.href + this.current.fragment;
  }

  /** Whether query parameters were appended to the request's URL. */
  get hasParams(): boolean {
    return Object.keys(this.options.params).length > 0;
  }

  /** Whether HEAD did for the GET that was asked for. */
  get sentHead(): boolean {
    return this.checks;
  }

  /** What was sent last. */
  get sent(): Outgoing {
    return this.current;
  }

  /** Starts the next exchange, in the place that it has been given, at `now`, in `performance.now()` ms. */
  proceed(now: number): void {
    if (this.firstStart === 0) this.firstStart = now;
    if (this.waitsSince !== undefined) this.waited += now - this.waitsSince;
    this.waitsSince = undefined;
    if (this.spent === 0 && this.redirects.length === 0) this.attemptStart = now;
    this.underWay = true;
    const { timeout, maxRedirects, maxBodyBytes } = this.options;
    const how = { maxBodyBytes, follow: maxRedirects > 0, store: this.options.mode === 'fetch' };
    this.exchange = new Exchange(this.current, how, this.context, this);
    this.exchange.start(Math.max(1, timeout - this.spent), timeout, now);
  }

  /**
   * Stops it at once, and closes its connection; nothing more is heard of it. Returns the origin whose place it held, if it
   * held one.
   */
  abort(): string | undefined {
    clearTimeout(this.pause);
    const held = this.underWay ? this.origin : undefined;
    this.underWay = false;
    this.exchange?.abort();
    if (held !== undefined && this.exchange) this.total += this.exchange.times.total;
    // What came of an answer is no answer: nobody could open it.
    this.exchange = undefined;
    return held;
  }

  exchanged(exchange: Exchange): void {
    const { origin } = this;
    this.underWay = false;
    this.spent += exchange.times.total;
    this.total += exchange.times.total;
    if (exchange.wasNotSent) {
      // Its client is gone: this ends where none is left that has carried others.
      this.events.wantsPlace(this);
    } else if (exchange.wasStale && !this.staleRetried && /^(GET|HEAD|OPTIONS)$/.test(this.current.method)) {
      // The server closed the idle connection while the request was on its way: no fault of this attempt.
      this.staleRetried = true;
      this.events.wantsPlace(this);
    } else if (this.checks && refusesHead(exchange)) {
      this.checks = false;
      this.first = { ...this.first, method: 'GET' };
      this.current = { ...this.current, method: 'GET' };
      this.events.wantsPlace(this);
    } else if (exchange.answer?.location && !exchange.failure) {
      this.redirect(exchange, exchange.answer.location);
    } else {
      this.endAttempt(exchange, exchange.failure);
    }
    this.events.leavesPlace(origin);
  }

  private redirect(exchange: Exchange, target: URL): void {
    const status = exchange.answer?.status ?? 0;
    const { origin } = this.current;
    if (!/^https?:$/.test(target.protocol)) {
      return this.endAttempt(
        exchange,
        redirectFailure(`leads to ${maskUrl(target.href)}, which is not http or https. Check the link`),
      );
    }
    if (this.redirects.length >= this.options.maxRedirects) {
      return this.endAttempt(
        exchange,
        redirectFailure(
          `goes on after ${this.options.maxRedirects} redirects. Raise gather.maxRedirects if that is right`,
        ),
      );
    }
    const excluded = excludedFailure(this.context.exclusions, target.href, true);
    if (excluded) return this.endAttempt(exchange, excluded);
    const next = redirected(this.current, status, target);
    this.visited ??= new Set();
    this.visited.add(askedFor(this.current));
    if (this.visited.has(askedFor(next))) {
      return this.endAttempt(
        exchange,
        redirectFailure(
          `leads in a circle, back to ${maskUrl(next.url.href)}. It may want cookies or a login`,
        ),
      );
    }
    if (next.hasSecretBody && next.body && next.origin !== origin) {
      return this.endAttempt(
        exchange,
        redirectFailure(`leads to ${next.origin}, to which the secret in the body may not be sent`),
      );
    }
    this.redirects.push({ status, url: this.current.url.href });
    this.current = next;
    this.events.wantsPlace(this);
  }

  private endAttempt(exchange: Exchange, failure: Failure | undefined): void {
    this.attempts.push({
      start: toMicroseconds(this.attemptStart - this.runStart),
      total: toMicroseconds(this.spent),
      ...(exchange.answer && { status: exchange.answer.status }),
      ...(failure && { failure }),
    });
    const tries = this.attempts.length;
    const pause = failure ? undefined : retryAfter(exchange.answer);
    const bearable = pause === undefined || pause <= longestRetryAfter;
    if (pause !== undefined && bearable) this.events.pausesOrigin(this.origin, pause);
    if (
      tries <= this.options.retries &&
      bearable &&
      isPassing(this.first.method, exchange.answer?.status, failure)
    ) {
      this.retry(Math.max(pause ?? 0, retryDelay(tries)));
    } else {
      this.failure = failure;
      this.blocked = !failure && isBlockedAnswer(exchange.answer);
      this.events.ended(this);
    }
  }

  private retry(delay: number): void {
    this.waitsSince = performance.now();
    this.events.waits(this);
    this.pause = setTimeout(() => {
      this.current = this.first;
      this.redirects = [];
      this.visited = undefined;
      this.spent = 0;
      this.events.wantsPlace(this);
    }, delay);
  }
}

/** What makes a server answer the same again: another method, or credentials, may lead out of a circle. */
function askedFor({ method, url, headers }: Outgoing): string {
  const authorization = headers.findIndex((name, n) => n % 2 === 0 && /^authorization$/i.test(name));
  return `${method} ${url.href} ${authorization < 0 ? '' : headers[authorization + 1]}`;
}

/** Whether a server may answer GET, though it did not answer HEAD as one would wish. */
function refusesHead({ answer, failure }: Exchange): boolean {
  if (failure) return failure.kind === 'reset' || failure.kind === 'protocol';
  // Only the answer to GET tells whether a refusal is meant for robots.
  return [405, 501, 403, 404, 429, 503].includes(answer?.status ?? 0) && !answer?.header('retry-after');
}

function isBlockedAnswer(answer: Answer | undefined): boolean {
  // The beginning of a body that was accepted need not be looked at.
  if (!answer || answer.status < 400) return false;
  const { status, beginning } = answer;
  return isBlocked({ status, header: (name) => answer.header(name), beginning });
}

/** What a 429 or 503 asks to be waited for, ms. */
function retryAfter(answer: Answer | undefined): number | undefined {
  if (answer?.status !== 429 && answer?.status !== 503) return undefined;
  return readRetryAfter(answer.header('retry-after'), answer.header('date'));
}

function redirectFailure(what: string): Failure {
  return { kind: 'redirect', message: `The redirect ${what}.` };
}
