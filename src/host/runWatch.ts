import type * as vscode from 'vscode';
import { DisposableStore } from './disposableStore.ts';
import type { Run } from './run.ts';

const updateMilliseconds = 50;

/** What is called when something has changed. */
interface Listener {
  /** Rows of the run that is watched have changed. */
  changed(): void;
  /** Any of them may have, whatever its state. */
  fieldsChanged(): void;
  /** It is time to tell of what has changed. */
  update(): void;
}

/** Watches the run that a panel shows, and for the ends of others: what changes is to be told at most once in 50 ms. */
export class RunWatch implements vscode.Disposable {
  private readonly listener: Listener;
  private watched: vscode.Disposable | undefined;
  private timer: NodeJS.Timeout | undefined;
  private telling = false;

  constructor(listener: Listener) {
    this.listener = listener;
  }

  /** Watches this run, and no other. */
  watch(run: Run | undefined): void {
    this.watched?.dispose();
    this.watched = undefined;
    if (!run) return;
    const changed = () => {
      this.listener.changed();
      this.updateSoon();
    };
    const store = new DisposableStore();
    store.add(run.onDidChange(changed));
    store.add(
      run.onDidChangeFields(() => {
        this.listener.fieldsChanged();
        changed();
      }),
    );
    this.watched = store;
  }

  /** Somebody wants to know when this run ends, whichever is watched. */
  watchEnd(run: Run): void {
    if (run.running) run.onDidEnd(() => this.updateSoon());
  }

  /** Somebody is there to be told. */
  start(): void {
    this.telling = true;
  }

  /** Nobody is. */
  stop(): void {
    this.telling = false;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  dispose(): void {
    this.stop();
    this.watch(undefined);
  }

  private updateSoon(): void {
    if (!this.telling) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.listener.update();
    }, updateMilliseconds);
  }
}
