import * as vscode from 'vscode';
import type { EarlierRun, EarlierRuns } from './earlierRuns.ts';
import type { Run } from './run.ts';
import { runItem } from './runItem.ts';

/**
 * Lets a person choose one of these runs and opens it; `undefined` where none was chosen, or a message says why it does not
 * open. `shown` is the one in the panel.
 */
export async function pickRun(
  earlierRuns: EarlierRuns,
  runs: readonly EarlierRun[],
  placeHolder: string,
  shown?: Run,
): Promise<Run | undefined> {
  const items = runs.map((run) => runItem(run, shown));
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
