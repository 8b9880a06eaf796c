import * as vscode from 'vscode';
import type { Fix } from '../core/fixProtocol.ts';
import { maskUrl } from '../core/maskSecrets.ts';
import { plainText } from '../core/plainText.ts';
import { commandIds } from './commandIds.ts';
import { deadStarts, editOf, type FixParts, movedPlaces, planFor } from './documentFixes.ts';
import type { TrackedPlace } from './trackedPlaces.ts';

/** Characters of a URL in a title. */
const longestUrl = 80;

/** Offers, at a URL that has been fetched, what can be done about its result. */
export function offerQuickFixes(parts: FixParts): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    '*',
    { provideCodeActions: (document, range, context) => quickFixes(parts, document, range, context) },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

/** What can be done about the URL at the beginning of a range. */
export async function quickFixes(
  parts: FixParts,
  document: vscode.TextDocument,
  range: vscode.Range,
  { diagnostics }: Pick<vscode.CodeActionContext, 'diagnostics'>,
): Promise<vscode.CodeAction[]> {
  const place = parts.places.at(document, document.offsetAt(range.start));
  if (!place?.run.table.hasEnded(place.row)) return [];
  const problems = diagnostics.filter(
    (each) => each.source === 'Gather' && document.offsetAt(each.range.start) === place.start,
  );
  const fixes = (
    await Promise.all([
      movedFixes(parts, document, place),
      deadFixes(parts, document, place),
      duplicateFixes(parts, document, place),
    ])
  ).flat();
  for (const fix of fixes) fix.diagnostics = problems;
  return [
    ...fixes,
    leadingTo(vscode.l10n.t('Fetch Again'), commandIds.runSelectedAgain, place.run.id, place.row),
  ];
}

async function movedFixes(
  parts: FixParts,
  document: vscode.TextDocument,
  place: TrackedPlace,
): Promise<vscode.CodeAction[]> {
  const urls = movedPlaces([place]);
  const [moved] = urls;
  if (!moved) return [];
  const title = vscode.l10n.t('Replace by {0}', plainText(maskUrl(moved.to), longestUrl));
  const fix = await fixing(parts, document, title, { type: 'moveUrls', urls });
  if (!fix) return [];
  fix.isPreferred = true;
  return [fix, leadingTo(vscode.l10n.t('Update All Moved URLs…'), commandIds.updateMovedUrls)];
}

async function deadFixes(
  parts: FixParts,
  document: vscode.TextDocument,
  place: TrackedPlace,
): Promise<vscode.CodeAction[]> {
  if (deadStarts([place]).length === 0) return [];
  const { range } = document.lineAt(document.positionAt(place.start).line);
  const line = parts.places.in(document, document.offsetAt(range.start), document.offsetAt(range.end));
  const fix = await fixing(parts, document, vscode.l10n.t('Comment Out This Dead URL'), {
    type: 'commentOut',
    starts: deadStarts(line),
  });
  return fix ? [fix, leadingTo(vscode.l10n.t('Comment Out All Dead URLs…'), commandIds.commentOutDead)] : [];
}

async function duplicateFixes(
  parts: FixParts,
  document: vscode.TextDocument,
  { run, row, start }: TrackedPlace,
): Promise<vscode.CodeAction[]> {
  if (!isRepeated(parts.places.in(document, 0, start - 1), run, row)) return [];
  const { line } = document.positionAt(start);
  const title = vscode.l10n.t('Remove This Duplicate');
  const fix = await fixing(parts, document, title, { type: 'removeDuplicates', line });
  return fix ? [fix, leadingTo(vscode.l10n.t('Remove All Duplicates…'), commandIds.removeDuplicates)] : [];
}

function isRepeated(before: Iterable<TrackedPlace>, run: TrackedPlace['run'], row: number): boolean {
  for (const each of before) if (each.run === run && each.row === row) return true;
  return false;
}

/** A fix that changes the document at once; `undefined` where there is nothing to change. */
async function fixing(
  parts: FixParts,
  document: vscode.TextDocument,
  title: string,
  fix: Fix,
): Promise<vscode.CodeAction | undefined> {
  const plan = await planFor(parts, document, fix);
  if (typeof plan === 'string' || plan.length === 0) return undefined;
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = editOf(document, plan);
  return action;
}

/** A fix that is a command. */
function leadingTo(
  title: string,
  command: string,
  ...values: readonly (string | number)[]
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command, arguments: [...values] };
  return action;
}
