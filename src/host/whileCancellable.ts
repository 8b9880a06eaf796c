import * as vscode from 'vscode';
import { toAbortSignal } from './cancellation.ts';

const noticeMilliseconds = 500;

/**
 * Shows a notice with Cancel while something takes long. Cancelling aborts the signal that the work was given; then
 * `undefined` is returned when it has ended. The work may tell how much of it is done, in percent.
 */
export async function whileCancellable<Value>(
  title: string,
  start: (signal: AbortSignal, tell: (percent: number) => void) => Promise<Value>,
): Promise<Value | undefined> {
  const cancelling = new AbortController();
  let told = 0;
  let shown = 0;
  let notice: vscode.Progress<{ increment: number }> | undefined;
  const tell = (percent: number) => {
    told = percent;
    if (!notice) return;
    notice.report({ increment: told - shown });
    shown = told;
  };
  const work = start(cancelling.signal, tell);
  const show = async (progress: vscode.Progress<{ increment: number }>, token: vscode.CancellationToken) => {
    notice = progress;
    if (told > 0) tell(told);
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
