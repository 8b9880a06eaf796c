import * as vscode from 'vscode';
import { toAbortSignal } from './cancellation.ts';

const noticeMilliseconds = 500;
const reportMilliseconds = 100;

/** Says how far something is: in words, and as a part of the whole, from 0 to 1, where that is known. */
export type Report = (message: string, part?: number) => void;

/**
 * Shows a notice with Cancel while something takes long, and gives its value. Cancelling aborts the signal that the work was
 * given, whose value says whether that came in time.
 */
export async function whileCancellable<Value>(
  title: string,
  start: (signal: AbortSignal, report: Report) => Promise<Value>,
): Promise<Value> {
  const cancelling = new AbortController();
  const reports = new Reports();
  const work = start(cancelling.signal, (message, part) => reports.add(message, part));
  const show = async (progress: vscode.Progress<Reported>, token: vscode.CancellationToken) => {
    const cancellation = toAbortSignal(token);
    cancellation.signal.addEventListener('abort', () => cancelling.abort(), { once: true });
    reports.showIn(progress);
    // How it ended is for the caller to see.
    await work.catch(() => undefined);
    cancellation.dispose();
  };
  const timer = setTimeout(() => {
    const location = vscode.ProgressLocation.Notification;
    void vscode.window.withProgress({ location, title, cancellable: true }, show);
  }, noticeMilliseconds);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

type Reported = { message?: string; increment?: number };

/** Hands reports on to a notice, as soon as there is one, and only now and then. */
class Reports {
  private progress: vscode.Progress<Reported> | undefined;
  private message = '';
  private part = 0;
  private toldPart = 0;
  private toldAt = -Infinity;

  add(message: string, part = 0): void {
    this.message = message;
    this.part = part;
    if (performance.now() - this.toldAt >= reportMilliseconds) this.tell();
  }

  showIn(progress: vscode.Progress<Reported>): void {
    this.progress = progress;
    if (this.message !== '') this.tell();
  }

  private tell(): void {
    if (!this.progress) return;
    this.progress.report({ message: this.message, increment: (this.part - this.toldPart) * 100 });
    this.toldPart = this.part;
    this.toldAt = performance.now();
  }
}
