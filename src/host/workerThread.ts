import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { Log } from './log.ts';

const idleMilliseconds = 60_000;

/** What a worker thread needs from its owner. */
export interface WorkerThreadOptions<Incoming> {
  /** The worker's bundle. */
  path: string;
  name: string;
  maxHeapMegabytes: number;
  /** Room for what has just been made; V8's own measure where it is absent. */
  youngHeapMegabytes?: number;
  onMessage(message: Incoming): void;
  /** The thread is gone, its work with it; `reason` says why. The next message starts another. */
  onLost(reason: string): void;
  log: Log;
}

/** A worker thread that starts with the first message, ends when it has idled for a minute, and is never missed silently. */
export class WorkerThread<Outgoing, Incoming> {
  private readonly options: WorkerThreadOptions<Incoming>;
  private readonly endings = new Set<Promise<unknown>>();
  private worker: Worker | undefined;
  private idleTimer: NodeJS.Timeout | undefined;
  private disposed = false;

  constructor(options: WorkerThreadOptions<Incoming>) {
    this.options = options;
  }

  post(message: Outgoing): void {
    clearTimeout(this.idleTimer);
    this.worker ??= this.start();
    this.worker.postMessage(message);
  }

  /** Starts the thread ahead of its first message. */
  warmUp(): void {
    if (this.worker || this.disposed) return;
    this.worker = this.start();
    this.idle();
  }

  /** There is nothing to do for now. */
  idle(): void {
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => this.end(), idleMilliseconds);
    this.idleTimer.unref();
  }

  /** Ends a thread that does not do what it should. */
  kill(reason: string): void {
    if (!this.worker) return;
    this.options.log.error(`${this.options.name}: ${reason}`);
    this.end();
    this.options.onLost(reason);
  }

  /** Ends the thread for good; resolves when it is gone. */
  async dispose(): Promise<void> {
    this.disposed = true;
    this.end();
    await Promise.all(this.endings);
  }

  private start(): Worker {
    if (this.disposed) throw new Error(`${this.options.name} is shut down`);
    const { path, name, maxHeapMegabytes, youngHeapMegabytes, log } = this.options;
    const worker = new Worker(path, {
      name,
      stdout: true,
      stderr: true,
      resourceLimits: {
        maxOldGenerationSizeMb: maxHeapMegabytes,
        ...(youngHeapMegabytes !== undefined && { maxYoungGenerationSizeMb: youngHeapMegabytes }),
      },
    });
    // The extension host ends when it wants to, whatever a worker still does.
    worker.unref();
    worker.stdout.on('data', (chunk) => log.debug(`${name}: ${String(chunk)}`));
    worker.stderr.on('data', (chunk) => log.warn(`${name}: ${String(chunk)}`));

    let reason: string | undefined;
    worker.on('message', (message: Incoming) => {
      if (worker === this.worker) this.options.onMessage(message);
    });
    worker.on('messageerror', (error) => log.error(`${name}: ${error.message}`));
    worker.on('error', (error: NodeJS.ErrnoException) => {
      reason =
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? vscode.l10n.t('it ran out of memory') : error.message;
      log.error(`${name}: ${error.stack ?? error.message}`);
    });
    worker.on('exit', (code) => {
      if (worker !== this.worker) return;
      this.worker = undefined;
      this.options.onLost(reason ?? vscode.l10n.t('exit code {0}', code));
    });
    return worker;
  }

  private end(): void {
    clearTimeout(this.idleTimer);
    const worker = this.worker;
    if (!worker) return;
    this.worker = undefined;
    const ending: Promise<unknown> = worker.terminate().finally(() => this.endings.delete(ending));
    this.endings.add(ending);
  }
}
