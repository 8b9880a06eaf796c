import { compareRuns, type RunComparison } from '../core/compareRuns.ts';
import { findChangedBodies } from './changedBodies.ts';
import type { Run } from './run.ts';

/** What changed from one run to another. */
export interface Comparison extends RunComparison {
  readonly earlier: Run;
  readonly later: Run;
}

/** Compares two runs that have ended, their stored bodies byte by byte: those that are left when `signal` aborts stay unknown. */
export async function compare(earlier: Run, later: Run, signal?: AbortSignal): Promise<Comparison> {
  const withBodies = earlier.options.mode === 'fetch' && later.options.mode === 'fetch';
  const comparison = { ...compareRuns(earlier.table, later.table, withBodies), earlier, later };
  await findChangedBodies(comparison, signal);
  return comparison;
}
