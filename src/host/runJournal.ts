import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { maskOptions } from '../core/maskRequest.ts';
import { isOpenState, runFiles, type RunFile, runFormat, type SummaryFile } from '../core/runFormat.ts';
import { diskReason } from './diskReason.ts';
import type { Log } from './log.ts';
import type { Run } from './run.ts';
import { RunLock } from './runLock.ts';
import { writeFields } from './runFieldsFile.ts';
import { newName, writeWhole } from './writeWhole.ts';

/** Bytes that are kept free for the summary. */
const summaryRoom = 4096;

/** Writes into a run's folder what concerns the run as a whole: what it is, that it is under way, and how it ended. */
export class RunJournal {
  private readonly run: Run;
  private readonly log: Log;
  private lock: RunLock | undefined;
  private beginning: Promise<void> | undefined;

  constructor(run: Run, log: Log, lock?: RunLock) {
    this.run = run;
    this.log = log;
    this.lock = lock;
  }

  /** Makes the folder and describes the run in it. Rejects where the disk does not let it: then it may begin in another. */
  begin(): Promise<void> {
    this.beginning = this.describe().catch(async (error: unknown) => {
      await this.unlock();
      throw error;
    });
    return this.beginning;
  }

  private async describe(): Promise<void> {
    const { id, folder, title, source, part, byCommand, startedAt, requests, options, fields } = this.run;
    await mkdir(folder, { recursive: true });
    const file: RunFile = {
      format: runFormat,
      id,
      title,
      ...(source && { documents: source.documents.map(String) }),
      ...(source?.resources && { resources: source.resources.map(String) }),
      ...(part && { part }),
      byCommand,
      startedAt: new Date(startedAt).toISOString(),
      count: requests.length,
      options: maskOptions(options),
    };
    // Before it is described: another window would take it for one that was interrupted.
    this.lock ??= await RunLock.take(folder);
    // The rest at once, as nothing is fetched before; and none is under way when one of them has failed.
    const writings = await Promise.allSettled([
      // A run that goes on has not ended.
      rm(join(folder, runFiles.summary), { force: true }),
      writeWhole(folder, runFiles.description, file),
      fields.columns.length > 0 ? writeFields(folder, fields.definitions) : undefined,
      // On a disk that is full by then, the run could not say that it has ended.
      writeFile(newName(folder, runFiles.summary), ' '.repeat(summaryRoom)),
    ]);
    for (const writing of writings) if (writing.status === 'rejected') throw writing.reason;
  }

  /** Says how the run has ended, unless it was interrupted, and that it is no longer under way. Never rejects. */
  async end(): Promise<void> {
    const { folder, state, failure, notStored } = this.run;
    // A run may be cancelled before it is described.
    await this.beginning?.catch(() => undefined);
    try {
      if (state !== 'running' && !isOpenState(state) && notStored === undefined) {
        const file: SummaryFile = {
          format: runFormat,
          state,
          endedAt: new Date().toISOString(),
          ...this.run.summary(),
          rest: failure ? { outcome: 'failed', failure } : { outcome: 'cancelled' },
        };
        await writeWhole(folder, runFiles.summary, file);
      }
    } catch (error) {
      // Too many bytes are stored: the folder is gone already.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        this.log.warn(`The summary of run ${this.run.id} could not be stored: ${String(error)}`);
      }
    }
    await this.unlock();
  }

  private async unlock(): Promise<void> {
    await this.lock?.release().catch((error: unknown) => this.log.warn(String(error)));
    this.lock = undefined;
  }
}

/** What a person reads where a stored run's own folder takes no more. */
export function cannotGoOnMessage(error: unknown): string {
  return vscode.l10n.t(
    'The stored run cannot go on ({0}). Make its folder writable or free space on the disk, then resume again.',
    diskReason(error, vscode.l10n.t),
  );
}

/** What a run's folder tells of the run as a whole. */
export interface Journal {
  file: RunFile;
  /** `undefined` where the run has not ended. */
  summary: SummaryFile | undefined;
}

/** Reads what a run's folder tells of it, as it was written. Rejects where there is no description. */
export async function readJournal(folder: string): Promise<Journal> {
  const file = JSON.parse(await readFile(join(folder, runFiles.description), 'utf8')) as RunFile;
  let summary: SummaryFile | undefined;
  try {
    summary = JSON.parse(await readFile(join(folder, runFiles.summary), 'utf8')) as SummaryFile;
  } catch {
    // Without a summary that can be read the run has not ended.
  }
  return { file, summary };
}
