import * as vscode from 'vscode';
import type { RowRange } from '../core/rowRange.ts';
import type { ExportFormat } from '../core/exportProtocol.ts';
import { rowsOfRanges } from './chosenRows.ts';
import { diskReason } from './diskReason.ts';
import { exportJob, type ExportParts, saidToBeGone, tellIn } from './exportParts.ts';
import { exportPortions } from './exportPortions.ts';
import { ExportError } from './exportTasks.ts';
import type { Run } from './run.ts';
import { fieldsSettled } from './runFieldsKeeper.ts';
import { whileCancellable } from './whileCancellable.ts';

const messageMilliseconds = 5000;

/** UTF-16 code units that go to the clipboard in one piece without holding the extension host. */
const longest = 4 * 1024 * 1024;

/** Copies rows of a run in a format that a person chooses; a message says where that cannot be. */
export async function copyRows(parts: ExportParts, run: Run, selected: readonly RowRange[]): Promise<void> {
  const chosen = rowsOfRanges(run, selected);
  if (chosen.count === 0) {
    return warn(vscode.l10n.t('No row is selected. Select rows in the panel "Gather Results" first.'));
  }
  const formats: (vscode.QuickPickItem & { format: ExportFormat })[] = [
    { format: 'markdown', label: 'Markdown', description: vscode.l10n.t('a table') },
    { format: 'csv', label: 'CSV', description: vscode.l10n.t('a line each, for spreadsheets') },
    { format: 'urls', label: vscode.l10n.t('URLs'), description: vscode.l10n.t('a line each') },
    { format: 'curl', label: 'cURL', description: vscode.l10n.t('a command each, for a POSIX shell') },
  ];
  const placeHolder = vscode.l10n.t('As what are the selected rows to be copied?');
  const pick = await vscode.window.showQuickPick(formats, { placeHolder });
  if (!pick) return;
  const { format, label } = pick;
  const unended = format === 'urls' || format === 'curl';
  const into = { type: 'text', format, most: longest } as const;
  try {
    const copied = await whileCancellable(vscode.l10n.t('Gather: copying…'), async (signal, report) => {
      await fieldsSettled(run, signal);
      return parts.textWorker.export(
        exportJob(parts, run, into),
        exportPortions({ run, ...chosen, unended }, tellIn(report)),
        signal,
      );
    });
    if (copied?.text === undefined) return;
    if (copied.rows === 0) return warn(vscode.l10n.t('None of these rows has ended yet.'));
    await vscode.env.clipboard.writeText(copied.text);
    const message =
      copied.rows === 1
        ? vscode.l10n.t('1 row copied as {0}', label)
        : vscode.l10n.t('{0} rows copied as {1}', copied.rows.toLocaleString('en-US'), label);
    vscode.window.setStatusBarMessage(`$(check) ${message}`, messageMilliseconds);
  } catch (error) {
    if (saidToBeGone(error)) return;
    if (error instanceof ExportError && error.why === 'tooLong') {
      return warn(vscode.l10n.t('These rows are too long for the clipboard. Use "Export Results…".'));
    }
    warn(vscode.l10n.t('Nothing was copied: {0}.', diskReason(error, vscode.l10n.t)));
  }
}

function warn(message: string): void {
  void vscode.window.showWarningMessage(message);
}
