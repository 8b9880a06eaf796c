import * as vscode from 'vscode';
import { isChecked } from '../core/panelRow.ts';
import type { Run } from './run.ts';
import { notStoredMessage } from './storedAnswers.ts';

/** Why the body of a request cannot be shown; `undefined` where it can. */
export function whyNoBody(run: Run, index: number): string | undefined {
  const result = run.table.result(index);
  if (!result) return vscode.l10n.t('This request has not ended yet.');
  if (result.failure && result.bodyBytes === 0) return result.failure.message;
  if (result.outcome === 'cancelled') return vscode.l10n.t('This request was cancelled.');
  if (isChecked(run, index)) {
    return vscode.l10n.t(
      'Checked without its body. Set "gather.mode" to "fetch" and fetch the file again to read it.',
    );
  }
  if (run.table.lacksRecord(index)) return notStoredMessage(run);
  return result.bodyBytes === 0 ? vscode.l10n.t('The body of this answer is empty.') : undefined;
}
