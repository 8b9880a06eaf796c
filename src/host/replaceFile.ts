import { randomUUID } from 'node:crypto';
import { chmod, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { TemporaryFolder } from './temporaryFolder.ts';

/**
 * Puts a file in the place of what is at `target`, be it on this machine or not: `write` makes it at another path of this
 * machine. Where that gives `undefined`, `signal` aborts before the file takes its place, or anything fails, what was at the
 * target is still there, and nothing else; then `undefined` is returned, or the promise rejects.
 */
export async function replaceFile<Value>(
  target: vscode.Uri,
  temporary: TemporaryFolder,
  write: (path: string) => Promise<Value | undefined>,
  signal: AbortSignal,
): Promise<Value | undefined> {
  return target.scheme === 'file'
    ? replaceLocal(target.fsPath, write, signal)
    : replaceElsewhere(target, temporary, write, signal);
}

async function replaceLocal<Value>(
  target: string,
  write: (path: string) => Promise<Value | undefined>,
  signal: AbortSignal,
): Promise<Value | undefined> {
  // A link stays one.
  const place = await realpath(target).catch(() => target);
  const before = await stat(place).catch(() => undefined);
  if (before && !before.isFile()) throw new Error(vscode.l10n.t('{0} is not a file', target));
  const path = join(dirname(place), temporaryName());
  try {
    const value = await write(path);
    if (value === undefined) return undefined;
    if (before) await chmod(path, before.mode & 0o777);
    if (signal.aborted) return undefined;
    await rename(path, place);
    return value;
  } finally {
    await rm(path, { force: true });
  }
}

async function replaceElsewhere<Value>(
  target: vscode.Uri,
  temporary: TemporaryFolder,
  write: (path: string) => Promise<Value | undefined>,
  signal: AbortSignal,
): Promise<Value | undefined> {
  const { fs } = vscode.workspace;
  const path = join(await temporary.path(), temporaryName());
  const beside = vscode.Uri.joinPath(target, '..', temporaryName());
  const before = vscode.Uri.joinPath(target, '..', temporaryName());
  try {
    const value = await write(path);
    if (value === undefined) return undefined;
    await fs.copy(vscode.Uri.file(path), beside);
    if (signal.aborted) {
      await succeeds(fs.delete(beside));
      return undefined;
    }
    // To overwrite would mean to delete what is there first.
    const isThere = await succeeds(fs.rename(target, before));
    try {
      await fs.rename(beside, target);
    } catch (error) {
      if (isThere) await fs.rename(before, target);
      throw error;
    }
    if (isThere) await succeeds(fs.delete(before));
    return value;
  } catch (error) {
    await succeeds(fs.delete(beside));
    throw error;
  } finally {
    await rm(path, { force: true });
  }
}

async function succeeds(work: Thenable<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch {
    return false;
  }
}

function temporaryName(): string {
  return `.gather-${randomUUID()}.tmp`;
}
