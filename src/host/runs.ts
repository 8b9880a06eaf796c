import { join } from 'node:path';
import * as vscode from 'vscode';
import type { EarlierPart } from '../core/fetchProtocol.ts';
import { noValues, type RunValues } from '../core/runValues.ts';
import type { FetchWorkerClient } from './fetchWorkerClient.ts';
import type { Log } from './log.ts';
import { Run } from './run.ts';
import { newRunId } from './runId.ts';
import { cannotGoOnMessage, RunJournal } from './runJournal.ts';
import type { RunLock } from './runLock.ts';
import type { RunSpec } from './runSpec.ts';
import { storeElsewhere } from './storeElsewhere.ts';
import type { TemporaryFolder } from './temporaryFolder.ts';
import { UserError } from './userError.ts';

/** Gives what the references in a run's requests and options stand for: that is no part of the run, which lives on. */
export type RunValuesSource = () => Promise<RunValues>;

/** Who does the fetching. */
export type Fetcher = Pick<FetchWorkerClient, 'start' | 'cancel'>;

/** What a run that goes on has from before. */
export interface Continuation {
  earlier: EarlierPart;
  /** Of its folder; given back when the run ends. */
  lock: RunLock;
}

/** The runs of this window, and those of earlier ones that were read back: starts them, and knows those that are under way and those that have ended. */
export class Runs {
  /** The folder that holds a folder for each run. */
  readonly folder: string;
  private readonly worker: Fetcher;
  private readonly log: Log;
  private readonly temporary: TemporaryFolder;
  /** What was said last of runs that are not stored where they belong. */
  private saidOfStorage: string | undefined;
  private readonly newestFirst: Run[] = [];
  private started = 0;
  /** Ends that are being written. */
  private readonly closing = new Set<Promise<void>>();
  private readonly starts = new vscode.EventEmitter<Run>();
  private readonly additions = new vscode.EventEmitter<Run>();
  private readonly runningChanges = new vscode.EventEmitter<void>();
  private readonly forgettings = new vscode.EventEmitter<void>();

  /** A run has been made; nothing of it has been sent. */
  readonly onDidStart = this.starts.event;
  /** A run has come into the list, new or read back. */
  readonly onDidAdd = this.additions.event;
  /** A run has begun or has ended. */
  readonly onDidChangeRunning = this.runningChanges.event;
  /** Runs have left the list: their files are gone, or all that is to be left of them. */
  readonly onDidForget = this.forgettings.event;

  /** `temporary` is where runs are stored that the disk refuses a place in `folder`. */
  constructor(folder: string, worker: Fetcher, log: Log, temporary: TemporaryFolder) {
    this.folder = folder;
    this.worker = worker;
    this.log = log;
    this.temporary = temporary;
  }

  /** Newest first. */
  get list(): readonly Run[] {
    return this.newestFirst;
  }

  get running(): readonly Run[] {
    return this.newestFirst.filter((run) => run.running);
  }

  get(id: string): Run | undefined {
    return this.newestFirst.find((run) => run.id === id);
  }

  /** Where the files of a run are, whether this window knows it or not. */
  folderOf(id: string): string {
    return this.get(id)?.folder ?? join(this.folder, id);
  }

  /** Starts a run; returns at once. */
  start(spec: RunSpec, values?: RunValuesSource): Run {
    return this.begin(this.make(spec), values);
  }

  /** Makes a run, new or of an earlier window, of which nobody knows yet. */
  make(spec: RunSpec, stored?: { id: string; startedAt: number; number?: number | undefined }): Run {
    const id = stored?.id ?? newRunId();
    const place = {
      id,
      number: stored?.number ?? ++this.started,
      folder: this.folderOf(id),
      ...(stored && { startedAt: stored.startedAt }),
    };
    return new Run(spec, place, (index) => this.worker.cancel(id, index));
  }

  /** Takes a run that was read back into the list. */
  keep(run: Run): void {
    const older = this.newestFirst.findIndex((each) => each.startedAt <= run.startedAt);
    this.newestFirst.splice(older < 0 ? this.newestFirst.length : older, 0, run);
    this.additions.fire(run);
  }

  /** Lets a run begin, or go on: then it takes the place of the one that had ended. Returns at once. */
  begin(run: Run, values: RunValuesSource = () => Promise.resolve(noValues), from?: Continuation): Run {
    const { id, requests, options, source } = run;
    const before = this.newestFirst.findIndex((each) => each.id === id);
    if (before >= 0) this.newestFirst.splice(before, 1);
    if (from) this.keep(run);
    else {
      this.newestFirst.unshift(run);
      this.additions.fire(run);
    }
    const journal = new RunJournal(run, this.log, from?.lock);
    run.onDidEnd(() => {
      const ending: Promise<void> = journal.end().finally(() => this.closing.delete(ending));
      this.closing.add(ending);
      this.runningChanges.fire();
    });
    this.log.info(`run ${run.number} (${id}): ${requests.length} requests of ${run.title}`);
    if (from) run.continueAfter(from.earlier.elapsed);
    this.starts.fire(run);
    this.runningChanges.fire();

    if (requests.length === 0) {
      // Ended in a later turn, as every run: its starter listens by then.
      setImmediate(() => run.end());
    } else {
      this.worker.start({
        id,
        requests,
        options,
        ...(source && { documents: source.documents, places: source.places.columns }),
        ...(from && { earlier: from.earlier }),
        values,
        prepare: () => this.store(run, journal, from !== undefined),
        onBatch: (batch) => run.put(batch),
        onWarning: (message) => this.warn(message),
        onEnd: (failure) => run.end(failure),
      });
    }
    return run;
  }

  /** Describes a run in its folder, or in another where the disk refuses that. Returns it; `undefined`: nothing is stored. */
  private async store(run: Run, journal: RunJournal, goesOn: boolean): Promise<string | undefined> {
    try {
      await journal.begin();
      this.saidOfStorage = undefined;
    } catch (error) {
      // What it has so far is there and nowhere else.
      if (goesOn) throw new UserError(cannotGoOnMessage(error), { cause: error });
      const message = await storeElsewhere(run, journal, this.temporary, error);
      // Said once, not again for each run while things stay as they are.
      if (message !== this.saidOfStorage) this.warn(message);
      this.saidOfStorage = message;
    }
    return run.notStored === undefined ? run.folder : undefined;
  }

  private warn(message: string): void {
    this.log.warn(message);
    void vscode.window.showWarningMessage(message);
  }

  /** Drops runs that have ended from the list: their files are gone, or all that is to be left of them. */
  forget(ids: ReadonlySet<string>): void {
    for (let at = this.newestFirst.length - 1; at >= 0; at--) {
      const run = this.newestFirst[at];
      if (run && !run.running && ids.has(run.id)) this.newestFirst.splice(at, 1);
    }
    if (ids.size > 0) this.forgettings.fire();
  }

  cancelAll(): void {
    for (const run of this.running) run.cancel();
  }

  /** The window closes: what is under way can be resumed in another. */
  interruptAll(): void {
    for (const run of this.running) run.interrupt();
  }

  /** Resolves when what has ended is written. Never rejects. */
  async settled(): Promise<void> {
    await Promise.all(this.closing);
  }

  dispose(): void {
    this.forgettings.dispose();
    this.starts.dispose();
    this.additions.dispose();
    this.runningChanges.dispose();
  }
}
