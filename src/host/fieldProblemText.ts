import * as vscode from 'vscode';
import type { FieldProblem } from '../core/fieldProtocol.ts';

/** What is wrong with a field that was written, and where, for a person. */
export function fieldProblemText({ at, fault, detail = '' }: FieldProblem): string {
  return vscode.l10n.t('At character {0}: {1}', at + 1, faultText(fault, detail));
}

function faultText(fault: FieldProblem['fault'], detail: string): string {
  switch (fault) {
    case 'kind':
      return vscode.l10n.t(
        'a JSONPath begins with $, a regular expression with /. Else write title, or header: ETag.',
      );
    case 'path':
      return vscode.l10n.t(
        'this is no JSONPath ({0}). Write it as in $.data.price or $.items[0].name.',
        detail,
      );
    case 'headerName':
      return vscode.l10n.t('this is no name of a header. Write it as in header: ETag.');
    case 'patternEnd':
      return vscode.l10n.t('the regular expression has no end. Write / behind it.');
    case 'patternEmpty':
      return vscode.l10n.t('the regular expression is empty. Write it between the two slashes.');
    case 'patternFlags':
      return vscode.l10n.t('this is no flag of a regular expression. Use i, m, s, u or v.');
    case 'pattern':
      return vscode.l10n.t('this is no regular expression ({0}).', detail);
    default:
      return fault satisfies never;
  }
}
