import { done } from '../core/summary.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';
import type { StoredRun, StoredRuns } from './storedRuns.ts';

/** Where runs of earlier windows are found. */
export type RunStore = Pick<StoredRuns, 'list' | 'open'>;

/** A run that can be opened: one of this window, which may be under way, or a stored one. */
export type EarlierRun = Omit<StoredRun, 'state'> & { state: Run['state'] };

/** The runs of this window together with the stored ones. */
export class EarlierRuns {
  private readonly runs: Runs;
  private readonly store: RunStore;

  constructor(runs: Runs, store: RunStore) {
    this.runs = runs;
    this.store = store;
  }

  /** Newest first, each once; stored runs of other extensions are theirs. */
  async list(): Promise<readonly EarlierRun[]> {
    const ofWindow = this.runs.list.map(asListed);
    const known = new Set(ofWindow.map(({ id }) => id));
    const stored = (await this.store.list()).filter(({ id, byCommand }) => byCommand && !known.has(id));
    return [...ofWindow, ...stored].sort((a, b) => b.startedAt - a.startedAt);
  }

  /** Whether there is any. Never rejects. */
  async hasAny(): Promise<boolean> {
    return this.list().then(
      (runs) => runs.length > 0,
      () => false,
    );
  }

  async open(id: string): Promise<Run> {
    return this.runs.get(id) ?? this.store.open(id);
  }

  /** The run of an id or, where that cannot be opened, a person's newest; `undefined` where there is none. Never rejects. */
  async openOrNewest(id: string | undefined): Promise<Run | undefined> {
    try {
      if (id !== undefined) return await this.open(id);
    } catch {
      // It was deleted, or another window has it under way.
    }
    try {
      const newest = (await this.list()).find(({ byCommand }) => byCommand);
      return newest && (await this.open(newest.id));
    } catch {
      return undefined;
    }
  }
}

/** A run of this window as one of the list. */
export function asListed(run: Run): EarlierRun {
  const { id, title, startedAt, source, byCommand, state } = run;
  const summary = run.summary();
  return {
    id,
    title,
    startedAt,
    source,
    byCommand,
    state,
    count: summary.count,
    done: done(summary),
    summary,
  };
}
