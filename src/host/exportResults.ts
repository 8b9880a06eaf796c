import { homedir } from 'node:os';
import { basename, extname } from 'node:path/posix';
import * as vscode from 'vscode';
import type { ExportFormat } from '../core/exportProtocol.ts';
import { chooseRows, type SingledOut } from './chosenRows.ts';
import { diskReason } from './diskReason.ts';
import { exportJob, type ExportParts, saidToBeGone, tellIn } from './exportParts.ts';
import { exportPortions } from './exportPortions.ts';
import { replaceFile } from './replaceFile.ts';
import type { Run } from './run.ts';
import { fieldsSettled } from './runFieldsKeeper.ts';
import { whileCancellable } from './whileCancellable.ts';

interface FileFormat extends vscode.QuickPickItem {
  format: ExportFormat;
  /** Of the file's name, without its dot. */
  ending: string;
}

/**
 * Lets a person choose a format, rows and a file, and writes what has ended of a run. A message says what was written, or
 * why nothing was; then what was there before is still there.
 */
export async function exportResults(parts: ExportParts, run: Run, singledOut: SingledOut): Promise<void> {
  if (run.table.ended === 0) {
    return say(vscode.l10n.t('Nothing of {0} has ended yet: there is nothing to export.', run.title));
  }
  const chosen = await vscode.window.showQuickPick(fileFormats(), {
    placeHolder: vscode.l10n.t('As what are the results of {0} to be exported?', run.title),
    matchOnDescription: true,
  });
  if (!chosen) return;
  const rows = await chooseRows(run, singledOut);
  if (!rows) return;
  const target = await vscode.window.showSaveDialog({
    defaultUri: proposal(run, chosen.ending),
    filters: { [chosen.label]: [chosen.ending] },
    title: vscode.l10n.t('Export Results'),
  });
  if (!target) return;
  const name = basename(target.path);
  try {
    const { format } = chosen;
    const part = { run, ...rows, unended: false };
    const written = await whileCancellable(
      vscode.l10n.t('Gather: exporting to {0}…', name),
      async (signal, report) => {
        await fieldsSettled(run, signal);
        const write = (path: string) =>
          parts.textWorker.export(
            exportJob(parts, run, { type: 'file', format, path }),
            exportPortions(part, tellIn(report)),
            signal,
          );
        return replaceFile(target, parts.temporary, write, signal);
      },
    );
    if (written) await offerFile(target, exportedMessage(written.rows, name));
  } catch (error) {
    if (saidToBeGone(error)) return;
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'Nothing was exported to {0}: {1}. Choose another place, or make room and try again.',
        target.scheme === 'file' ? target.fsPath : target.toString(true),
        diskReason(error, vscode.l10n.t),
      ),
    );
  }
}

/** Says what was written, and offers to open it. */
export async function offerFile(file: vscode.Uri, message: string): Promise<void> {
  const open = vscode.l10n.t('Open');
  void vscode.window.showInformationMessage(message, open).then((choice) => {
    if (choice === open) void vscode.commands.executeCommand('vscode.open', file);
  });
}

function exportedMessage(rows: number, name: string): string {
  return rows === 1
    ? vscode.l10n.t('Exported 1 row to {0}.', name)
    : vscode.l10n.t('Exported {0} rows to {1}.', rows.toLocaleString('en-US'), name);
}

function fileFormats(): FileFormat[] {
  return [
    {
      format: 'csv',
      label: 'CSV',
      ending: 'csv',
      description: vscode.l10n.t('a line each, for spreadsheets'),
    },
    {
      format: 'har',
      label: 'HAR',
      ending: 'har',
      description: vscode.l10n.t(
        'HTTP Archive with headers, timings and bodies, for developer tools of browsers',
      ),
    },
    { format: 'ndjson', label: 'NDJSON', ending: 'ndjson', description: vscode.l10n.t('JSON, a line each') },
    { format: 'json', label: 'JSON', ending: 'json', description: vscode.l10n.t('one array') },
    { format: 'markdown', label: 'Markdown', ending: 'md', description: vscode.l10n.t('a table') },
    {
      format: 'curl',
      label: 'cURL',
      ending: 'sh',
      description: vscode.l10n.t('a command each, for a POSIX shell'),
    },
  ];
}

/** Beside the document, else in the workspace. */
function proposal({ source, title }: Run, ending: string): vscode.Uri {
  const [document] = source?.documents ?? [];
  const folder =
    document && document.scheme !== 'untitled'
      ? vscode.Uri.joinPath(document, '..')
      : (vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir()));
  const base = basename(title, extname(title)).replaceAll(/[^\p{L}\p{N}._ ()-]+/gu, '_') || 'results';
  return vscode.Uri.joinPath(folder, `${base}.${ending}`);
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
