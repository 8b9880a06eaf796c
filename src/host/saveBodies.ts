import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { basename } from 'node:path/posix';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ExportReport } from '../core/exportProtocol.ts';
import { chooseRows, type ChosenRows, type SingledOut } from './chosenRows.ts';
import { diskReason } from './diskReason.ts';
import { exportJob, type ExportParts, saidToBeGone, tellIn } from './exportParts.ts';
import { exportPortions } from './exportPortions.ts';
import { offerFile } from './exportResults.ts';
import type { Run } from './run.ts';
import { type Report, whileCancellable } from './whileCancellable.ts';

const copiesAtOnce = 8;

/**
 * Lets a person choose rows and a folder, and saves their bodies there, with an index. Nothing that is there is touched.
 * A message says what was saved, or why nothing was; then nothing of it is left.
 */
export async function saveBodies(parts: ExportParts, run: Run, singledOut: SingledOut): Promise<void> {
  if (run.table.ended === 0) {
    const message = vscode.l10n.t('Nothing of {0} has ended yet: there is no body to save.', run.title);
    return void vscode.window.showInformationMessage(message);
  }
  const rows = await chooseRows(run, singledOut);
  if (!rows) return;
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      canSelectMany: false,
      openLabel: vscode.l10n.t('Save Bodies Here'),
      title: vscode.l10n.t('Save Bodies'),
    })) ?? [];
  if (!folder) return;
  const name = basename(folder.path) || folder.path;
  try {
    const saved = await whileCancellable(
      vscode.l10n.t('Gather: saving bodies in {0}…', name),
      (signal, report) => save(parts, { run, ...rows }, folder, signal, report),
    );
    const [index = '', ...files] = saved?.files ?? [];
    if (saved)
      await offerFile(
        vscode.Uri.joinPath(folder, index),
        savedMessage(files.length, saved.rows, name, index),
      );
  } catch (error) {
    if (saidToBeGone(error)) return;
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'No body was saved in {0}: {1}. Choose another folder, or make room and try again.',
        folder.scheme === 'file' ? folder.fsPath : folder.toString(true),
        diskReason(error, vscode.l10n.t),
      ),
    );
  }
}

async function save(
  parts: ExportParts,
  part: ChosenRows & { run: Run },
  folder: vscode.Uri,
  signal: AbortSignal,
  report: Report,
): Promise<ExportReport | undefined> {
  const taken = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  const write = (path: string) =>
    parts.textWorker.export(
      exportJob(parts, part.run, { type: 'bodies', folder: path, taken }),
      exportPortions({ ...part, unended: false }, tellIn(report)),
      signal,
    );
  if (folder.scheme === 'file') return write(folder.fsPath);
  const path = join(await parts.temporary.path(), randomUUID());
  await mkdir(path);
  try {
    const saved = await write(path);
    if (!saved) return undefined;
    const done = await copyAll(vscode.Uri.file(path), folder, saved.files ?? [], signal);
    return done ? saved : undefined;
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

/** Copies files into a folder that has none of these names; where that fails or is cancelled, none of them stays there. */
async function copyAll(
  from: vscode.Uri,
  to: vscode.Uri,
  names: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  const { fs } = vscode.workspace;
  const copied: vscode.Uri[] = [];
  const left = names.values();
  const copySome = async () => {
    for (const name of left) {
      if (signal.aborted) return;
      const target = vscode.Uri.joinPath(to, name);
      await fs.copy(vscode.Uri.joinPath(from, name), target);
      copied.push(target);
    }
  };
  const copies = await Promise.allSettled(Array.from({ length: copiesAtOnce }, copySome));
  const failed = copies.find((copy) => copy.status === 'rejected');
  if (!failed && !signal.aborted) return true;
  for (const file of copied) await Promise.resolve(fs.delete(file)).catch(() => undefined);
  if (failed) throw failed.reason;
  return false;
}

function savedMessage(bodies: number, rows: number, folder: string, index: string): string {
  return vscode.l10n.t(
    'Saved the bodies of {0} of {1} rows in {2}. {3} tells which file has which.',
    bodies.toLocaleString('en-US'),
    rows.toLocaleString('en-US'),
    folder,
    index,
  );
}
