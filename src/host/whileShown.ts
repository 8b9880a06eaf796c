import * as vscode from 'vscode';

const noticeMilliseconds = 500;

/** Shows a message in the status bar while something takes long. */
export async function whileShown<Value>(message: string, work: Promise<Value>): Promise<Value> {
  let shown: vscode.Disposable | undefined;
  const timer = setTimeout(() => {
    shown = vscode.window.setStatusBarMessage(`$(loading~spin) ${message}`);
  }, noticeMilliseconds);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    shown?.dispose();
  }
}
