import * as vscode from 'vscode';
import type { EarlierRun, EarlierRuns } from './earlierRuns.ts';
import type { Run } from './run.ts';
import { runItem } from './runItem.ts';

/** Lets a person choose one of these runs and opens it; `undefined` where none was chosen, or a message says why it does not open. */
export async function pickRun(
  earlierRuns: EarlierRuns,
  runs: readonly EarlierRun[],
  placeHolder: string,
): Promise<Run | undefined> {
  const picked = await vscode.window.showQuickPick(runs.map(runItem), {
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
