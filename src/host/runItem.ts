import * as vscode from 'vscode';
import { countsText } from '../core/resultLine.ts';
import type { EarlierRun } from './earlierRuns.ts';

/** A run in a list to choose from. */
export interface RunItem extends vscode.QuickPickItem {
  id: string;
}

/** What a run is called in a list: its title, when it began, how it ended, and how far it came. */
export function runItem(run: EarlierRun): RunItem {
  return {
    label: run.title,
    description: new Date(run.startedAt).toLocaleString(vscode.env.language),
    detail: `${stateText(run)} · ${countText(run)}`,
    id: run.id,
  };
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

function countText({ state, summary, count, ended }: EarlierRun): string {
  if (summary && state !== 'running' && state !== 'interrupted') return countsText(summary, vscode.l10n.t);
  return ended === undefined ? vscode.l10n.t('not counted') : vscode.l10n.t('{0} of {1} done', ended, count);
}
