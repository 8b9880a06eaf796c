import { join } from 'node:path';
import * as vscode from 'vscode';
import { unmaskOptions } from '../core/maskRequest.ts';
import type { ResolvedOptions } from '../core/options.ts';
import { mayBeDynamic } from '../core/references.ts';
import type { RequestList } from '../core/requestList.ts';
import { type EndState, isOpenState, runFormat, type RunFile, type SummaryFile } from '../core/runFormat.ts';
import { done, type Summary } from '../core/summary.ts';
import type { StoredExtent } from '../core/textProtocol.ts';
import { asListed } from './earlierRuns.ts';
import type { Log } from './log.ts';
import type { Run } from './run.ts';
import { readFields } from './runFieldsFile.ts';
import { countRecords } from './runFolder.ts';
import { isRunId } from './runId.ts';
import { cannotGoOnMessage, type Journal, readJournal } from './runJournal.ts';
import { isRunLocked, RunLock } from './runLock.ts';
import type { Runs } from './runs.ts';
import { scopeOf, type SourceUris } from './runSource.ts';
import type { RunSpec } from './runSpec.ts';
import { storedRunIds } from './runStorage.ts';
import type { Settings } from './settings.ts';
import {
  goneMessage,
  lockedMessage,
  underWayMessage,
  unknownMessage,
  unreadableMessage,
} from './storedRunMessages.ts';
import type { TextWorkerClient } from './textWorkerClient.ts';
import { UserError } from './userError.ts';

/** Folders that are read at the same time. */
const foldersAtOnce = 32;

/** A run that is stored and not under way. */
export interface StoredRun {
  id: string;
  title: string;
  /** ms since 1970. */
  startedAt: number;
  source: SourceUris | undefined;
  /** A person asked for it; otherwise another extension did. */
  byCommand: boolean;
  state: EndState;
  /** Requests of the run. */
  count: number;
  /** Those that are done; `undefined` where to count them would take long. */
  done: number | undefined;
  /** `undefined` for an interrupted run: nobody lived to sum up. */
  summary: Summary | undefined;
}

/** What storing runs takes. */
export interface StoredRunsParts {
  runs: Runs;
  textWorker: Pick<TextWorkerClient, 'read' | 'readResults'>;
  settings: Pick<Settings, 'options'>;
  log: Log;
}

/** A run that is ready to go on. */
export interface PreparedRun {
  run: Run;
  lock: RunLock;
  extent: StoredExtent;
  /** How many requests nobody knows any more, since the run was cut short before they were stored. */
  unknown: number;
}

/** The runs whose files are stored, of this window and of earlier ones: lists them, and makes runs of them again. */
export class StoredRuns {
  private readonly parts: StoredRunsParts;
  private readonly opening = new Map<string, Promise<Run>>();

  constructor(parts: StoredRunsParts) {
    this.parts = parts;
  }

  /** Newest first, without those that are under way, here or in another window. What cannot be read is left out. */
  async list(): Promise<readonly StoredRun[]> {
    const ids = (await this.ids()).toReversed();
    const found: StoredRun[] = [];
    for (let first = 0; first < ids.length; first += foldersAtOnce) {
      const some = await Promise.all(ids.slice(first, first + foldersAtOnce).map((id) => this.describe(id)));
      found.push(...some.filter((each) => each !== undefined));
    }
    return found;
  }

  /** None where the folder cannot be read: the runs of this window, which are elsewhere then, are there all the same. */
  private async ids(): Promise<string[]> {
    const { runs, log } = this.parts;
    try {
      return await storedRunIds(runs.folder);
    } catch (error) {
      log.warn(`The stored runs cannot be listed: ${String(error)}`);
      return [];
    }
  }

  /** The run of an id: this window's own, or one read back, the same as long as it is kept. Rejects with a `UserError`. */
  open(id: string): Promise<Run> {
    const known = this.parts.runs.get(id);
    if (known) return Promise.resolve(known);
    let opening = this.opening.get(id);
    if (!opening) {
      opening = this.read(id).finally(() => this.opening.delete(id));
      this.opening.set(id, opening);
    }
    return opening;
  }

  /**
   * Makes a run that goes on from what is stored, with all its results but for those whose bodies are lost; nothing else
   * knows of it yet. The lock of its folder has been taken. Rejects with a `UserError`.
   */
  async prepare(id: string): Promise<PreparedRun> {
    const { runs, settings } = this.parts;
    const known = runs.get(id);
    if (known?.running) throw new UserError(underWayMessage());
    // One that has just ended is locked until that is written.
    await runs.settled();
    const { file, summary } = await this.journal(id);
    const lock = await RunLock.take(runs.folderOf(id)).catch((error: unknown) => {
      throw new UserError(cannotGoOnMessage(error), { cause: error });
    });
    if (!lock) throw new UserError(await lockedMessage(runs.folderOf(id)));
    try {
      // In this window's memory the secrets may still be there.
      const spec = known ? specOf(known) : await this.readSpec(file);
      const now = settings.options(scopeOf(spec.source));
      const run = runs.make(
        { ...spec, options: unmaskOptions(spec.options, now) },
        { id, number: known?.number, startedAt: Date.parse(file.startedAt) },
      );
      const extent = await this.fill(run, true);
      const unknown = file.count - run.requests.length;
      // It would only come to know that it had none.
      if (unknown > 0 && run.requests.length === 0) throw new UserError(unknownMessage(file.title, unknown));
      // Without a summary it is for going on to write one.
      if (summary && unknown === 0 && run.table.ended === run.table.length) {
        throw new UserError(vscode.l10n.t('This run has ended: nothing of it is missing. Use "Run Again".'));
      }
      return { run, lock, extent, unknown };
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  private async read(id: string): Promise<Run> {
    const { runs } = this.parts;
    const { file, summary } = await this.journal(id);
    const run = runs.make(await this.readSpec(file), { id, startedAt: Date.parse(file.startedAt) });
    const extent = await this.fill(run, false);
    run.endAsStored(
      hasLost(run, summary) ? 'incomplete' : (summary?.state ?? 'interrupted'),
      summary?.wallTime ?? extent.elapsed,
      summary?.rest?.failure,
    );
    // Meanwhile it may have gone on.
    const other = runs.get(id);
    if (!other) runs.keep(run);
    return other ?? run;
  }

  private async journal(id: string): Promise<Journal> {
    const folder = this.parts.runs.folderOf(id);
    if (!isRunId(id)) throw new UserError(goneMessage());
    const journal = await readJournal(folder).catch((error: unknown) => {
      throw new UserError(goneMessage(), { cause: error });
    });
    if (journal.file.format !== runFormat) {
      const message = vscode.l10n.t(
        'This run was stored by another version of Gather (format {0}). Update Gather to read it.',
        String(journal.file.format),
      );
      throw new UserError(message);
    }
    if (!journal.summary && (await isRunLocked(folder))) throw new UserError(await lockedMessage(folder));
    return journal;
  }

  private async readSpec(file: RunFile): Promise<RunSpec> {
    const { runs, textWorker } = this.parts;
    const folder = runs.folderOf(file.id);
    const reading = await textWorker.read({ type: 'storedRun', folder }, { languageId: '', merge: false });
    if (reading.type !== 'read') {
      const why = reading.type === 'failed' ? reading.message : vscode.l10n.t('The reading was interrupted.');
      throw new UserError(unreadableMessage(why));
    }
    const { requests, places } = reading;
    const { title, byCommand, options, part = false } = file;
    const source = sourceOf(file);
    const unknown = file.count - requests.length;
    return {
      title,
      requests,
      options,
      part,
      byCommand,
      fields: await readFields(folder),
      ...(source && { source: { ...source, places } }),
      ...(unknown > 0 && { leftOut: unknownMessage(title, unknown) }),
    };
  }

  private async fill(run: Run, wholeOnly: boolean): Promise<StoredExtent> {
    const { folder, requests, options } = run;
    try {
      return await this.parts.textWorker.readResults(
        { folder, count: requests.length, isFilled: isFilled(requests, options), wholeOnly },
        (batch) => run.put(batch),
      );
    } catch (error) {
      throw new UserError(unreadableMessage(String(error)), { cause: error });
    }
  }

  private async describe(id: string): Promise<StoredRun | undefined> {
    const { runs, log } = this.parts;
    const known = runs.get(id);
    if (known) {
      const { state } = known;
      if (state === 'running') return undefined;
      const listed = asListed(known);
      return { ...listed, state, summary: isOpenState(state) ? undefined : listed.summary };
    }
    const folder = join(runs.folder, id);
    try {
      const { file, summary } = await readJournal(folder);
      if (file.format !== runFormat) {
        log.warn(`Run ${id} is left out: its format is ${file.format}, and this Gather knows ${runFormat}.`);
        return undefined;
      }
      if (!summary && (await isRunLocked(folder))) return undefined;
      return {
        id,
        title: file.title,
        startedAt: Date.parse(file.startedAt),
        source: sourceOf(file),
        byCommand: file.byCommand,
        state: summary?.state ?? 'interrupted',
        count: file.count,
        done: summary ? done(summary) : await countRecords(folder),
        summary,
      };
    } catch {
      // Without a description nothing of it was ever shown.
      return undefined;
    }
  }
}

function specOf({ title, requests, options, source, part, leftOut, byCommand, fields }: Run): RunSpec {
  return {
    title,
    requests,
    options,
    part,
    byCommand,
    fields: fields.definitions,
    ...(source && { source }),
    ...(leftOut !== undefined && { leftOut }),
  };
}

function sourceOf({ documents, resources }: RunFile): SourceUris | undefined {
  const parse = (uri: string) => vscode.Uri.parse(uri);
  return (
    documents && { documents: documents.map(parse), ...(resources && { resources: resources.map(parse) }) }
  );
}

/** Whether any URL was sent otherwise than it was written. */
function isFilled(requests: RequestList, { params }: ResolvedOptions): boolean {
  if (Object.keys(params).length > 0) return true;
  for (let index = 0; index < requests.length; index++) {
    if (mayBeDynamic(requests.url(index))) return true;
    if (requests.hasExtras(index) && requests.get(index).options?.params) return true;
  }
  return false;
}

/** Whether a run that came to its end has results that the disk did not take. */
function hasLost({ table }: Run, summary: SummaryFile | undefined): boolean {
  return summary?.state === 'done' && table.length - table.ended > summary.cancelled;
}
