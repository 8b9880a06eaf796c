import * as vscode from 'vscode';
import type { Problem } from '../api.ts';
import type { Log } from './log.ts';
import { showProblem } from './problemNotice.ts';

/** What of several files was left out, and why. */
export interface LeftOut {
  binary: vscode.Uri[];
  /** Too large for a document. */
  huge: vscode.Uri[];
  unreadable: { uri: vscode.Uri; message: string }[];
  /** Each with the first of its errors. */
  faulty: { uri: vscode.Uri; problem: Problem }[];
  /** So many files were read, and there are more. */
  limit?: number;
}

/** What a person reads of it, and of the requests that are not to be made by their settings; `undefined` where there is nothing to say. */
export function leftOutText(excluded: number, files?: LeftOut): string | undefined {
  const sentences = files ? filesText(files) : [];
  if (excluded > 0) {
    sentences.push(
      vscode.l10n.t('URLs left out by gather.excludeUrls or gather.excludePrivateAddresses: {0}.', excluded),
    );
  }
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

/** Says of files that a person may miss that they were left out; of all, the log tells their names. */
export function noticeLeftOut(leftOut: LeftOut, log: Log): void {
  const { binary, huge, unreadable, faulty, limit } = leftOut;
  for (const uri of binary) log.info(`left out, binary: ${uri.toString()}`);
  for (const uri of huge) log.info(`left out, too large: ${uri.toString()}`);
  for (const { uri, message } of unreadable) log.info(`left out, unreadable: ${uri.toString()}: ${message}`);
  for (const { uri, problem } of faulty) log.info(`left out, ${problem.message} ${uri.toString()}`);
  if (huge.length + unreadable.length + faulty.length === 0 && limit === undefined) return;
  const [first] = faulty;
  const sentences = filesText(leftOut);
  if (first) {
    const name = vscode.workspace.asRelativePath(first.uri);
    sentences.push(vscode.l10n.t('{0}: {1}', name, first.problem.message));
  }
  const show = vscode.l10n.t('Show Error');
  void vscode.window.showWarningMessage(sentences.join(' '), ...(first ? [show] : [])).then((choice) => {
    if (choice === show && first) void showProblem(first.uri, first.problem);
  });
}

function filesText({ binary, huge, unreadable, faulty, limit }: LeftOut): string[] {
  const parts: string[] = [];
  if (binary.length > 0) parts.push(vscode.l10n.t('{0} binary', binary.length));
  if (huge.length > 0) parts.push(vscode.l10n.t('{0} over 50 MiB', huge.length));
  if (unreadable.length > 0) parts.push(vscode.l10n.t('{0} unreadable', unreadable.length));
  if (faulty.length > 0) parts.push(vscode.l10n.t('{0} with errors', faulty.length));
  const sentences: string[] = [];
  if (parts.length > 0) {
    sentences.push(
      vscode.l10n.t('Files left out: {0}.', new Intl.ListFormat(vscode.env.language).format(parts)),
    );
  }
  if (limit !== undefined) {
    sentences.push(
      vscode.l10n.t('Only the first {0} files were read. Choose fewer, or narrow gather.include.', limit),
    );
  }
  return sentences;
}
