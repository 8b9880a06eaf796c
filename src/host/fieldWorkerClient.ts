import * as vscode from 'vscode';
import type { FromFields, ToFields } from '../core/fieldProtocol.ts';
import type { Log } from './log.ts';
import { WorkerThread } from './workerThread.ts';

/** ms that one answer of the worker may take: it gives one as soon as it can, but an expression may never end. */
const answerMilliseconds = 10_000;

/** A question of `ToFields` without its number. */
export type FieldQuestion = ToFields extends infer Each
  ? Each extends ToFields
    ? Omit<Each, 'id'>
    : never
  : never;

/** No answer came; the message says why, for a person. */
export class FieldError extends Error {
  /** The expression asks for more than can be done. */
  readonly isTooMuch: boolean;

  constructor(message: string, { isTooMuch = false } = {}) {
    super(message);
    this.isTooMuch = isTooMuch;
  }
}

/** Asks a text worker of its own about fields, one question at a time: what must be ended is nothing but that question. */
export class FieldWorkerClient {
  private readonly thread: WorkerThread<ToFields, FromFields>;
  private readonly patience: number;
  private last: Promise<unknown> = Promise.resolve();
  private open: { id: number; resolve(answer: FromFields): void; reject(error: Error): void } | undefined;
  private lastId = 0;
  private disposed = false;

  constructor(path: string, log: Log, patience = answerMilliseconds) {
    this.patience = patience;
    this.thread = new WorkerThread<ToFields, FromFields>({
      path,
      name: 'Gather field worker',
      maxHeapMegabytes: 2048,
      onMessage: (answer) => {
        if (answer.id === this.open?.id) this.open.resolve(answer);
      },
      onLost: (reason) => this.open?.reject(new FieldError(reason, { isTooMuch: true })),
      log,
    });
  }

  /** Resolves with the answer; rejects with a `FieldError`, also when `signal` aborts: then nothing works on it any more. */
  ask(question: FieldQuestion, signal?: AbortSignal): Promise<FromFields> {
    const answer = this.last.then(() => this.send(question, signal));
    this.last = answer.catch(() => undefined);
    return answer;
  }

  /** Ends the worker; resolves when it is gone. */
  async dispose(): Promise<void> {
    this.disposed = true;
    this.open?.reject(new FieldError('the worker was ended'));
    await this.thread.dispose();
  }

  private async send(question: FieldQuestion, signal?: AbortSignal): Promise<FromFields> {
    if (this.disposed) throw new FieldError('the worker was ended');
    if (signal?.aborted) throw new FieldError('cancelled');
    const id = ++this.lastId;
    const { promise, resolve, reject } = Promise.withResolvers<FromFields>();
    this.open = { id, resolve, reject };
    const seconds = Math.round(this.patience / 1000);
    const timer = setTimeout(
      () => this.thread.kill(vscode.l10n.t('it took longer than {0} s on one answer', seconds)),
      this.patience,
    );
    const abort = () => this.thread.kill('cancelled');
    signal?.addEventListener('abort', abort, { once: true });
    try {
      this.thread.post({ ...question, id });
      return await promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      this.open = undefined;
      if (!this.disposed) this.thread.idle();
    }
  }
}
