import type { Failure } from '../api.ts';

const passingStatuses = new Set([408, 425, 429, 502, 503, 504]);
const idempotentMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']); // RFC 9110 §9.2.2

const firstDelay = 500;
const longestDelay = 10_000;

/** Whether the same request may well succeed a moment later, and may be sent twice. */
export function isPassing(method: string, status: number | undefined, failure: Failure | undefined): boolean {
  if (!idempotentMethods.has(method)) return false;
  if (!failure) return status !== undefined && passingStatuses.has(status);
  return failure.kind === 'reset' || failure.kind === 'timeout' || failure.code === 'EAI_AGAIN';
}

/** Milliseconds to wait before the next try after `tries`: exponential with full jitter, capped. */
export function retryDelay(tries: number, random: () => number = Math.random): number {
  return random() * Math.min(longestDelay, firstDelay * 2 ** (tries - 1));
}

/** A server that wants a longer pause than this, ms, is not waited for: its answer stands. */
export const longestRetryAfter = 5 * 60_000;

/**
 * Milliseconds that a `Retry-After` asks for (RFC 9110 §10.2.3), in seconds or as a date. A date is measured by the
 * server's own clock, where its answer tells the time. `undefined`: there is none that can be read.
 */
export function readRetryAfter(value: string, date: string, now: number = Date.now()): number | undefined {
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const until = parseDate(value);
  if (until === undefined) return undefined;
  return Math.max(0, until - (parseDate(date) ?? now));
}

/** Reads a date in any of the three forms of HTTP (RFC 9110 §5.6.7). `Date.parse` alone finds one in almost any text. */
function parseDate(text: string): number | undefined {
  if (!/^(mon|tue|wed|thu|fri|sat|sun)/i.test(text)) return undefined;
  // The oldest form does not say that it is GMT.
  const date = Date.parse(/gmt$/i.test(text) ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : date;
}
