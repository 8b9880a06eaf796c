import { setImmediate } from 'node:timers/promises';
import type * as vscode from 'vscode';

/** The languages in which Gather's lists are written. */
export const listLanguages = ['gather-list', 'http'];

/** A `###` line, and the last line of what belongs to it; lines from 0. */
export interface ListGroup {
  first: number;
  last: number;
}

const linesAtOnce = 2000;

/** The groups of a list, found in parts, so that a long one does not hold the extension host; `undefined` where it changed meanwhile. */
export async function groupsOf(
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
): Promise<ListGroup[] | undefined> {
  const { version, lineCount } = document;
  const groups: ListGroup[] = [];
  for (let line = 0; line < lineCount; line++) {
    if (line % linesAtOnce === linesAtOnce - 1) await setImmediate();
    if (token.isCancellationRequested || document.version !== version) return undefined;
    const { text, firstNonWhitespaceCharacterIndex } = document.lineAt(line);
    if (!text.startsWith('###', firstNonWhitespaceCharacterIndex)) continue;
    const before = groups.at(-1);
    if (before) before.last = line - 1;
    groups.push({ first: line, last: lineCount - 1 });
  }
  return groups;
}
