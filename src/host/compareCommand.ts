import * as vscode from 'vscode';
import { compare } from './comparison.ts';
import type { EarlierRun, EarlierRuns } from './earlierRuns.ts';
import type { PanelView } from './panelView.ts';
import { pickRun } from './pickRun.ts';
import type { Run } from './run.ts';
import { sourceKey } from './runSource.ts';
import { whileCancellable } from './whileCancellable.ts';

/** Lets a person choose an earlier run, and shows in the panel what has changed from that to `later`. */
export async function compareWithEarlier(
  earlierRuns: EarlierRuns,
  panel: Pick<PanelView, 'showComparison'>,
  later: Run,
): Promise<void> {
  if (later.running) {
    return say(vscode.l10n.t('{0} is still being fetched. Compare when the run has ended.', later.title));
  }
  const others = (await earlierRuns.list()).filter((run) => isComparable(run, later));
  if (others.length === 0) {
    return say(vscode.l10n.t('There is no earlier run to compare {0} with. Use "Run Again".', later.title));
  }
  const source = sourceKey(later.source);
  const ofSource = (run: EarlierRun) => sourceKey(run.source) === source;
  const earlier = await pickRun(
    earlierRuns,
    [...others.filter(ofSource), ...others.filter((run) => !ofSource(run))],
    vscode.l10n.t('With which earlier run is {0} to be compared?', later.title),
  );
  if (!earlier) return;
  const comparison = await whileCancellable(vscode.l10n.t('Gather: comparing {0}…', later.title), (signal) =>
    compare(earlier, later, signal),
  );
  if (comparison) panel.showComparison(comparison);
}

function isComparable({ id, startedAt, state }: EarlierRun, later: Run): boolean {
  return id !== later.id && state !== 'running' && startedAt <= later.startedAt;
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
