import * as vscode from 'vscode';
import { offlineText, seemsOffline } from '../core/seemsOffline.ts';
import type { Run } from './run.ts';

/** What a person should know of a run as a whole: that the network seems to be gone, that nothing is stored, or what was left out. */
export function runNotice({ table, running, notStored, leftOut }: Run): string | undefined {
  const notices: string[] = [];
  if (!running && seemsOffline(table)) notices.push(offlineText(table, vscode.l10n.t));
  if (notStored !== undefined) {
    notices.push(vscode.l10n.t('Not stored: {0}. Bodies and details cannot be opened.', notStored));
  }
  if (leftOut !== undefined) notices.push(leftOut);
  return notices.length > 0 ? notices.join(' ') : undefined;
}
