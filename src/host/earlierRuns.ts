import * as vscode from 'vscode';
import type { Summary } from '../core/summary.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';
import { UserError } from './userError.ts';

/** A run that was stored, by an earlier window or by this one. */
export interface StoredRun {
  id: string;
  title: string;
  startedAt: number;
  source: vscode.Uri | undefined;
  state: 'done' | 'cancelled' | 'failed' | 'interrupted';
  /** `undefined` where the run was interrupted. */
  summary: Summary | undefined;
}

/** Where runs of earlier windows are found. */
export interface RunStore {
  list(): Promise<readonly StoredRun[]>;
  /** Rejects with a readable error where the run is gone. */
  open(id: string): Promise<Run>;
}

/** What finds no runs but those of this window. */
export const noStoredRuns: RunStore = {
  list: async () => [],
  open: async (id) => {
    throw new UserError(vscode.l10n.t('The run {0} is gone.', id));
  },
};

/** A run that can be opened: one of this window, which may be under way, or a stored one. */
export type EarlierRun = Omit<StoredRun, 'state'> & { state: StoredRun['state'] | 'running' };

/** The runs of this window together with the stored ones. */
export class EarlierRuns {
  private readonly runs: Runs;
  private readonly store: RunStore;

  constructor(runs: Runs, store: RunStore) {
    this.runs = runs;
    this.store = store;
  }

  /** Newest first, each once. */
  async list(): Promise<readonly EarlierRun[]> {
    const ofWindow = this.runs.list.map(describe);
    const known = new Set(ofWindow.map(({ id }) => id));
    const stored = (await this.store.list()).filter(({ id }) => !known.has(id));
    return [...ofWindow, ...stored].sort((a, b) => b.startedAt - a.startedAt);
  }

  async open(id: string): Promise<Run> {
    return this.runs.get(id) ?? this.store.open(id);
  }
}

function describe(run: Run): EarlierRun {
  const { id, title, startedAt, source } = run;
  const ended = run.wasCancelled ? 'cancelled' : 'done';
  return {
    id,
    title,
    startedAt,
    source: source?.uri,
    state: run.running ? 'running' : ended,
    summary: run.summary(),
  };
}
