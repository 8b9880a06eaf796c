import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { Fix } from '../core/fixProtocol.ts';
import { deadStarts, editOf, type FixParts, movedPlaces, planFor } from './documentFixes.ts';

/** What can be done to all URLs of a document. */
export type DocumentFix = 'moved' | 'duplicates' | 'dead';

/**
 * Shows what would be replaced in the active editor's document in VS Code's preview of refactorings, where a person chooses;
 * what is applied is one step to undo. A message says why there is nothing.
 */
export async function fixDocument(parts: FixParts, what: DocumentFix): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) {
    return say(vscode.l10n.t('No editor is open. Open a file that holds URLs, then run the command again.'));
  }
  const name = basename(document.uri.path);
  const fix = fixFor(parts, document, what, name);
  if (!fix) return;
  const plan = await planFor(parts, document, fix);
  if (plan === 'changed') {
    return say(vscode.l10n.t('{0} was changed meanwhile. Run the command again.', name));
  }
  if (plan === 'noList') {
    return say(
      vscode.l10n.t(
        '{0} is no list of URLs: only in plain text and in lists are lines removed or commented out.',
        name,
      ),
    );
  }
  if (plan.length === 0) return say(nothingMessage(what, name));
  await vscode.workspace.applyEdit(editOf(document, plan, labelOf(what, plan.length)), {
    isRefactoring: true,
  });
}

/** What to ask for; `undefined` where a message says that there is nothing. */
function fixFor(
  { places }: FixParts,
  document: vscode.TextDocument,
  what: DocumentFix,
  name: string,
): Fix | undefined {
  if (what === 'duplicates') return { type: 'removeDuplicates' };
  const all = [...places.in(document)];
  const urls = what === 'moved' ? movedPlaces(all) : [];
  const starts = what === 'dead' ? deadStarts(all) : [];
  if (urls.length > 0) return { type: 'moveUrls', urls };
  if (starts.length > 0) return { type: 'commentOut', starts };
  if (all.length === 0) {
    say(
      vscode.l10n.t(
        'Nothing of this document has been fetched in this window. Use "Fetch All URLs in File" or "Show Earlier Runs".',
      ),
    );
  } else if (what === 'moved') {
    say(
      vscode.l10n.t(
        'Of what was fetched in {0}, nothing has moved for good to where it could be asked for.',
        name,
      ),
    );
  } else {
    say(
      vscode.l10n.t(
        'Of what was fetched in {0}, nothing is dead: no host is unknown or refuses, no status is 404 or 410.',
        name,
      ),
    );
  }
  return undefined;
}

function nothingMessage(what: DocumentFix, name: string): string {
  switch (what) {
    case 'moved':
      return vscode.l10n.t(
        'No moved URL of {0} can be replaced: the new ones would not be read as they are in these places.',
        name,
      );
    case 'duplicates':
      return vscode.l10n.t('{0} has no line that only repeats requests of those above it.', name);
    case 'dead':
      return vscode.l10n.t(
        'No line of {0} can be commented out: other URLs are alive in it, or what is said above it would be said of the next one.',
        name,
      );
    default:
      return what satisfies never;
  }
}

function labelOf(what: DocumentFix, count: number): string {
  switch (what) {
    case 'moved':
      return count === 1
        ? vscode.l10n.t('Update 1 moved URL')
        : vscode.l10n.t('Update {0} moved URLs', count);
    case 'duplicates':
      return count === 1
        ? vscode.l10n.t('Remove 1 line that repeats another')
        : vscode.l10n.t('Remove {0} lines that repeat others', count);
    case 'dead':
      return count === 1
        ? vscode.l10n.t('Comment out 1 line of dead URLs')
        : vscode.l10n.t('Comment out {0} lines of dead URLs', count);
    default:
      return what satisfies never;
  }
}

function say(message: string): undefined {
  void vscode.window.showInformationMessage(message);
  return undefined;
}
