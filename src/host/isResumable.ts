import type { Run } from './run.ts';

/** Whether a run has ended before all of it was fetched, and has files from which it can go on. */
export function isResumable({ state, notStored }: Pick<Run, 'state' | 'notStored'>): boolean {
  return state !== 'running' && state !== 'done' && notStored === undefined;
}
