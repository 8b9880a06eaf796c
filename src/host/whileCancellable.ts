import * as vscode from 'vscode';
import { toAbortSignal } from './cancellation.ts';

const noticeMilliseconds = 500;

/**
 * Shows a notice with Cancel while something takes long. Cancelling aborts the signal that the work was given; then
 * `undefined` is returned when it has ended.
 */
export async function whileCancellable<Value>(
  title: string,
  start: (signal: AbortSignal) => Promise<Value>,
): Promise<Value | undefined> {
  const cancelling = new AbortController();
  const work = start(cancelling.signal);
  const show = async (_: unknown, token: vscode.CancellationToken) => {
    const cancellation = toAbortSignal(token);
    cancellation.signal.addEventListener('abort', () => cancelling.abort(), { once: true });
    // How it ended is for the caller to see.
    await work.catch(() => undefined);
    cancellation.dispose();
  };
  const timer = setTimeout(() => {
    const location = vscode.ProgressLocation.Notification;
    void vscode.window.withProgress({ location, title, cancellable: true }, show);
  }, noticeMilliseconds);
  try {
    const value = await work;
    return cancelling.signal.aborted ? undefined : value;
  } finally {
    clearTimeout(timer);
  }
}
