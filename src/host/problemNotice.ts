import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { Problem } from '../api.ts';

/** Says why a document, or a text without one, is not fetched, if it has an error, with a button that leads to the first; whether it has one. */
export function noticeErrors(
  problems: readonly Problem[],
  uri: vscode.Uri | undefined,
  name = basename(uri?.path ?? ''),
): boolean {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return false;
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri?.toString());
  const place = document
    ? vscode.l10n.t('{0}, line {1}', name, document.positionAt(first.start).line + 1)
    : name;
  const why =
    errors.length === 1
      ? vscode.l10n.t('Nothing was fetched. {0}: {1}', place, first.message)
      : vscode.l10n.t('Nothing was fetched, for {2} errors. {0}: {1}', place, first.message, errors.length);
  const show = vscode.l10n.t('Show Error');
  void vscode.window.showErrorMessage(why, ...(document ? [show] : [])).then((choice) => {
    if (choice === show && document) void showProblem(document.uri, first);
  });
  return true;
}

/** Leads to what is wrong in a document. */
export async function showProblem(uri: vscode.Uri, { start, end }: Problem): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(end));
  await vscode.window.showTextDocument(document, { selection });
}
