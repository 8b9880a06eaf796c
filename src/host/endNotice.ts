import * as vscode from 'vscode';
import { countsText, doneCount } from '../core/resultLine.ts';
import { offlineText, seemsOffline } from '../core/seemsOffline.ts';
import { commandIds } from './commandIds.ts';
import { outputLanguageId } from './outputView.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';

/** Says how a run that a person started has ended, where no view of it is to be seen. */
export function noticeEnds(runs: Runs, isShown: (run: Run) => boolean): vscode.Disposable {
  return runs.onDidStart((run) => {
    if (!run.byCommand) return;
    run.onDidEnd(() => {
      if (!run.wasCancelled && !isShown(run) && !isOutputVisible()) void notice(run);
    });
  });
}

/** An output channel that is to be seen is an editor like others, with a document of its own scheme. */
function isOutputVisible(): boolean {
  return vscode.window.visibleTextEditors.some(({ document }) => document.languageId === outputLanguageId);
}

async function notice(run: Run): Promise<void> {
  const { title, table } = run;
  const show = vscode.l10n.t('Show Results');
  const summary = run.summary();
  const counts = countsText(summary, vscode.l10n.t);
  const counted =
    table.length === 1
      ? vscode.l10n.t('Gather: 1 URL of {0}: {1}', title, counts)
      : vscode.l10n.t('Gather: {0} URLs of {1}: {2}', doneCount(summary, vscode.l10n.t), title, counts);
  const message = seemsOffline(table) ? offlineText(table, vscode.l10n.t) : counted;
  if ((await vscode.window.showInformationMessage(message, show)) === show) {
    await vscode.commands.executeCommand(commandIds.showResults);
  }
}
