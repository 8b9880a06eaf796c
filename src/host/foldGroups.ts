import * as vscode from 'vscode';
import { groupsOf } from './listGroups.ts';

/** Lets the groups of a list be folded. Files of language `http` are left to whoever knows more of them. */
export function foldGroups(): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider('gather-list', {
    async provideFoldingRanges(document, _context, token) {
      const groups = await groupsOf(document, token);
      return groups?.map(({ first, last }) => {
        let end = last;
        while (end > first && document.lineAt(end).isEmptyOrWhitespace) end--;
        return new vscode.FoldingRange(first, end, vscode.FoldingRangeKind.Region);
      });
    },
  });
}
