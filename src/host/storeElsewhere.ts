import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { diskReason } from './diskReason.ts';
import type { Run } from './run.ts';
import type { RunJournal } from './runJournal.ts';
import type { TemporaryFolder } from './temporaryFolder.ts';

/**
 * Begins the journal of a run whose folder the disk refuses, for the reason given: in a temporary folder or, where that
 * is refused too, nowhere; the run is not stored then. Returns what a person should know of it. Never rejects.
 */
export async function storeElsewhere(
  run: Run,
  journal: RunJournal,
  temporary: TemporaryFolder,
  reason: unknown,
): Promise<string> {
  const usual = dirname(run.folder);
  // What there is of it would only be in the way.
  await rm(run.folder, { recursive: true, force: true }).catch(() => undefined);
  const why = diskReason(reason, vscode.l10n.t);
  try {
    const folder = await temporary.path();
    run.storeIn(join(folder, run.id));
    await journal.begin();
    return vscode.l10n.t(
      'Gather cannot store runs in {0} ({1}). What is fetched is kept in {2} until this window is closed or reloaded. Make the folder writable or free space on the disk.',
      usual,
      why,
      folder,
    );
  } catch {
    run.storeNowhere(why);
    return vscode.l10n.t(
      'Gather cannot store runs in {0} ({1}), nor among the temporary files. URLs are fetched, but bodies and details cannot be opened. Make the folder writable or free space on the disk, then run again.',
      usual,
      why,
    );
  }
}
