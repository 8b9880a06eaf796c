import * as vscode from 'vscode';
import { countsText } from '../core/resultLine.ts';
import { done } from '../core/summary.ts';
import type { EarlierRun, EarlierRuns } from './earlierRuns.ts';
import type { Run } from './run.ts';

/** Lets a person choose one of these runs and opens it; `undefined` where none was chosen, or a message says why it does not open. */
export async function pickRun(
  earlierRuns: EarlierRuns,
  runs: readonly EarlierRun[],
  placeHolder: string,
): Promise<Run | undefined> {
  const items = runs.map((run) => ({
    label: run.title,
    description: new Date(run.startedAt).toLocaleString(vscode.env.language),
    detail: `${stateText(run)} · ${countText(run)}`,
    id: run.id,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked) return undefined;
  try {
    return await earlierRuns.open(picked.id);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The run of {0} cannot be opened: {1}', picked.label, why),
    );
    return undefined;
  }
}

function stateText({ state }: EarlierRun): string {
  switch (state) {
    case 'running':
      return vscode.l10n.t('$(loading~spin) under way');
    case 'done':
      return vscode.l10n.t('$(check) finished');
    case 'cancelled':
      return vscode.l10n.t('$(circle-slash) cancelled');
    case 'failed':
      return vscode.l10n.t('$(error) broken off by a fault');
    case 'interrupted':
      return vscode.l10n.t('$(debug-disconnect) interrupted: VS Code ended before it did');
    default:
      return state satisfies never;
  }
}

function countText({ state, summary }: EarlierRun): string {
  if (!summary) return vscode.l10n.t('not counted');
  if (state === 'running') return vscode.l10n.t('{0} of {1} done', done(summary), summary.count);
  return countsText(summary, vscode.l10n.t);
}
