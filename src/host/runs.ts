import { join } from 'node:path';
import * as vscode from 'vscode';
import type { FetchWorkerClient } from './fetchWorkerClient.ts';
import type { Log } from './log.ts';
import { Run, type RunSpec } from './run.ts';
import { newRunId } from './runId.ts';

/** Who does the fetching. */
export type Fetcher = Pick<FetchWorkerClient, 'start' | 'cancel'>;

/** The runs of this window: starts them, and knows those that are under way and those that have ended. */
export class Runs {
  /** The folder that holds a folder for each run. */
  readonly folder: string;
  private readonly worker: Fetcher;
  private readonly log: Log;
  private readonly newestFirst: Run[] = [];
  private started = 0;
  private readonly starts = new vscode.EventEmitter<Run>();
  private readonly runningChanges = new vscode.EventEmitter<void>();

  /** A run has been made; nothing of it has been sent. */
  readonly onDidStart = this.starts.event;
  /** A run has begun or has ended. */
  readonly onDidChangeRunning = this.runningChanges.event;

  constructor(folder: string, worker: Fetcher, log: Log) {
    this.folder = folder;
    this.worker = worker;
    this.log = log;
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

  /** Starts a run; returns at once. */
  start(spec: RunSpec): Run {
    const id = newRunId();
    const folder = join(this.folder, id);
    const run = new Run(spec, { id, number: ++this.started, folder }, (index) =>
      this.worker.cancel(id, index),
    );
    this.newestFirst.unshift(run);
    run.onDidEnd(() => this.runningChanges.fire());
    this.log.info(`run ${run.number} (${id}): ${run.requests.length} requests of ${run.title}`);
    this.starts.fire(run);
    this.runningChanges.fire();

    if (run.requests.length === 0) {
      // Ended in a later turn, as every run: its starter listens by then.
      setImmediate(() => run.end());
    } else {
      this.worker.start({
        id,
        folder,
        requests: run.requests,
        options: run.options,
        onBatch: (batch) => run.put(batch),
        onWarning: (message) => {
          this.log.warn(message);
          void vscode.window.showWarningMessage(message);
        },
        onEnd: (failure) => run.end(failure),
      });
    }
    return run;
  }

  /** Drops runs that have ended from the list; their files are gone. */
  forget(ids: ReadonlySet<string>): void {
    for (let at = this.newestFirst.length - 1; at >= 0; at--) {
      const run = this.newestFirst[at];
      if (run && !run.running && ids.has(run.id)) this.newestFirst.splice(at, 1);
    }
  }

  cancelAll(): void {
    for (const run of this.running) run.cancel();
  }

  dispose(): void {
    this.starts.dispose();
    this.runningChanges.dispose();
  }
}
