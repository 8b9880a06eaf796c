import type { Outcome } from '../api.ts';

/** Where a request of a run stands: in the queue, under way, waiting for its next attempt, or ended with an outcome. */
export type RowState = 'queued' | 'running' | 'waiting' | Outcome;

/** Row states in the order of their codes in a table: those from `firstOutcome` on are outcomes. */
export const rowStates = ['queued', 'running', 'waiting', 'ok', 'httpError', 'failed', 'cancelled'] as const;

/** The code of a state in a table. */
export const stateCode = {
  queued: 0,
  running: 1,
  waiting: 2,
  ok: 3,
  httpError: 4,
  failed: 5,
  cancelled: 6,
} as const;

/** The first code that means that a request has ended. */
export const firstOutcome = stateCode.ok;
