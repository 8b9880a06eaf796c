import * as vscode from 'vscode';
import { offlineText, seemsOffline } from '../core/seemsOffline.ts';
import type { Run } from './run.ts';

/** What a person should know of a run as a whole: that the network seems to be gone, or that nothing is stored. */
export function runNotice({ table, running, notStored }: Run): string | undefined {
  const notices: string[] = [];
  if (!running && seemsOffline(table)) notices.push(offlineText(table, vscode.l10n.t));
  if (notStored !== undefined) {
    notices.push(vscode.l10n.t('Not stored: {0}. Bodies and details cannot be opened.', notStored));
  }
  return notices.length > 0 ? notices.join(' ') : undefined;
}
