import type { Outcome } from '../api.ts';

/** Where a request of a run stands: waiting for a slot, under way, or ended with an outcome. */
export type RowState = 'queued' | 'running' | Outcome;

/** Row states in the order of their codes in a table: those from `firstOutcome` on are outcomes. */
export const rowStates = ['queued', 'running', 'ok', 'httpError', 'failed', 'cancelled'] as const;

/** The code of a state in a table. */
export const stateCode = { queued: 0, running: 1, ok: 2, httpError: 3, failed: 4, cancelled: 5 } as const;

/** The first code that means that a request has ended. */
export const firstOutcome = stateCode.ok;
