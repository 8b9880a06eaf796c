import * as vscode from 'vscode';
import type { EarlierRuns } from './earlierRuns.ts';
import type { PanelView } from './panelView.ts';
import { pickRun } from './pickRun.ts';

/** Lets a person choose among the runs, those under way too, and shows the chosen one in the panel. */
export async function showHistory(
  earlierRuns: EarlierRuns,
  panel: Pick<PanelView, 'showRun' | 'shownRun'>,
): Promise<void> {
  const runs = await earlierRuns.list();
  if (runs.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no run to show. Use "Fetch All URLs in File" first.'),
    );
    return;
  }
  const placeHolder = vscode.l10n.t('Which run is to be shown?');
  const run = await pickRun(earlierRuns, runs, placeHolder, panel.shownRun);
  if (run) panel.showRun(run);
}
