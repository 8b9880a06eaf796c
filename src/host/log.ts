import * as vscode from 'vscode';

/** Where the extension writes for those who look into what it did. */
export type Log = Pick<vscode.LogOutputChannel, 'info' | 'warn' | 'error' | 'debug'>;

/** Makes the extension's own log, beside the channel of results. */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Gather Log', { log: true });
}
