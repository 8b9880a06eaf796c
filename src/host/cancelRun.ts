import * as vscode from 'vscode';
import { asListed } from './earlierRuns.ts';
import type { Run } from './run.ts';
import { runItem } from './runItem.ts';
import type { Runs } from './runs.ts';

/** Cancels the run of an id or, without one, the run under way; asks which where there are several. */
export async function cancelRun(runs: Runs, id: unknown): Promise<void> {
  const run = typeof id === 'string' ? runs.get(id) : await pickRunning(runs);
  run?.cancel();
}

async function pickRunning(runs: Runs): Promise<Run | undefined> {
  const { running } = runs;
  if (running.length < 2) return running[0];
  const picked = await vscode.window.showQuickPick(
    running.map((run) => runItem(asListed(run))),
    { placeHolder: vscode.l10n.t('Which run is to be cancelled?') },
  );
  return picked && runs.get(picked.id);
}
