import * as vscode from 'vscode';
import { done } from '../core/summary.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';

/** Cancels the run of an id or, without one, the run under way; asks which where there are several. */
export async function cancelRun(runs: Runs, id: unknown): Promise<void> {
  const run = typeof id === 'string' ? runs.get(id) : await pickRunning(runs.running);
  run?.cancel();
}

async function pickRunning(running: readonly Run[]): Promise<Run | undefined> {
  if (running.length < 2) return running[0];
  const items = running.map((run) => {
    const summary = run.summary();
    return { label: run.title, description: `${done(summary)}/${summary.count}`, run };
  });
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Which run is to be cancelled?'),
  });
  return picked?.run;
}
