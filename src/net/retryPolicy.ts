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
