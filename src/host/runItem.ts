import * as vscode from 'vscode';
import { formatCount } from '../core/formatCount.ts';
import { doneOf, doneText } from '../core/resultLine.ts';
import { isOpenState } from '../core/runFormat.ts';
import type { EarlierRun } from './earlierRuns.ts';
import type { Run } from './run.ts';

/** A run in a list to choose from. */
export interface RunItem extends vscode.QuickPickItem {
  id: string;
}

/** What a run is called in a list: its title, when it began, whether the panel shows it, how it ended, and how far it came. */
export function runItem(run: EarlierRun, shown?: Pick<Run, 'id'>): RunItem {
  const when = new Date(run.startedAt).toLocaleString(vscode.env.language);
  return {
    label: run.title,
    description: run.id === shown?.id ? vscode.l10n.t('{0} · shown', when) : when,
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
    case 'incomplete':
      return vscode.l10n.t('$(warning) not all of it is stored');
    case 'interrupted':
      return vscode.l10n.t('$(debug-disconnect) interrupted: VS Code was reloaded or ended');
    default:
      return state satisfies never;
  }
}

function countText({ state, summary, count, done }: EarlierRun): string {
  if (summary && state !== 'running' && !isOpenState(state)) return doneText(summary, vscode.l10n.t);
  if (done !== undefined) return vscode.l10n.t('{0} done', doneOf(done, count, vscode.l10n.t));
  return vscode.l10n.t('{0} URLs', formatCount(count));
}
