import type { Measured } from '../contestant.ts';

/** What the bench asks of the extension host, one JSON a line; each is answered by one line. */
export type Job =
  /** Says what it runs in. */
  | { type: 'versions' }
  /** Fetches the URLs of a file, so many at once. */
  | { type: 'fetch'; file: string; concurrency: number }
  /** The same with the panel open, watching how long other extensions would have waited. */
  | { type: 'delay'; file: string; concurrency: number }
  /** Starts a run and does not wait for it. */
  | { type: 'start'; file: string; concurrency: number }
  /** Cancels that run. */
  | { type: 'cancel' };

/** What each job is answered with. */
export interface Answers {
  versions: { vscode: string; node: string };
  fetch: Measured & { ok: number };
  delay: Measured & { ok: number; p50: number; p99: number; max: number };
  start: null;
  /** When it was cancelled, by the clock that all processes of a machine share, and ms until the run was over. */
  cancel: { at: string; milliseconds: number; cancelled: number };
}

/** What comes over the line. */
export type Reply<Type extends Job['type']> = { answer: Answers[Type] } | { error: string };
