import * as vscode from 'vscode';

/** The part of a document that is to be fetched: what ranges of it touch, or what stands in the lines that differ from an earlier text. */
export type DocumentPart =
  { of: 'selection' | 'cursor'; ranges: readonly vscode.Range[] } | { of: 'changedLines'; since: string };

/** What a run of a part of a document is called. */
export function partTitle(name: string, part: DocumentPart): string {
  switch (part.of) {
    case 'selection':
      return vscode.l10n.t('{0} (selection)', name);
    case 'cursor':
      return vscode.l10n.t('{0} (at cursor)', name);
    case 'changedLines':
      return vscode.l10n.t('{0} (changed lines)', name);
    default:
      return part satisfies never;
  }
}

/** What a person reads where there is no URL in the part, or in the whole document. */
export function noUrlMessage(name: string, part?: DocumentPart): string {
  switch (part?.of) {
    case undefined:
      return vscode.l10n.t('{0} holds no URL. Gather fetches what begins with http:// or https://.', name);
    case 'selection':
      return vscode.l10n.t(
        'The selection holds no URL. Select text that touches an http:// or https:// URL.',
      );
    case 'cursor':
      return vscode.l10n.t(
        'There is no URL at the cursor. Put it into an http:// or https:// URL that Gather reads in this language.',
      );
    case 'changedLines':
      return vscode.l10n.t(
        'No changed line of {0} holds a URL. Lines count as changed that the last commit does not have.',
        name,
      );
    default:
      return part satisfies never;
  }
}
