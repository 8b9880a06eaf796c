import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { nearest } from '../core/nearest.ts';
import { bodyColumn } from './bodyColumn.ts';
import { type DocumentPlace, placesOfRow } from './placesOfRow.ts';
import type { Run } from './run.ts';
import type { TrackedPlaces } from './trackedPlaces.ts';

/** What knows where URLs stand now. */
type RevealUrlPlaces = Pick<TrackedPlaces, 'uriNow' | 'rangeNow'>;

/** Opens the document of a run where the URL of a row stands now, beside the panel in the column given. */
export async function revealUrl(
  run: Run,
  row: number,
  places: RevealUrlPlaces,
  panelColumn: vscode.ViewColumn | undefined,
): Promise<void> {
  const [place] = placesOfRow(run, row);
  if (!place)
    return say(vscode.l10n.t('The place of this URL is not known: its run was read from no document.'));
  const uri = places.uriNow(run, place.document) ?? place.uri;
  const document = await openSource(uri);
  if (!document) return say(vscode.l10n.t('{0} is no longer there.', basename(uri.path)));
  await vscode.window.showTextDocument(document, {
    viewColumn: columnOf(uri) ?? bodyColumn(panelColumn),
    selection: rangeIn(document, run, place, places),
  });
}

/** The document, open or not; `undefined` where there is none any more. */
async function openSource(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  // VS Code would make a new, empty one.
  if (open || uri.scheme === 'untitled') return open;
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  const has = ({ input }: vscode.Tab) =>
    input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
  return vscode.window.tabGroups.all.find((group) => group.tabs.some(has))?.viewColumn;
}

/** Where the URL stands now: by the edits since, else where the same text is nearest, else the line that it had. */
function rangeIn(
  document: vscode.TextDocument,
  run: Run,
  place: DocumentPlace,
  places: RevealUrlPlaces,
): vscode.Range {
  const url = run.requests.url(place.row);
  const followed = places.rangeNow(document, run, place);
  if (followed) return rangeOf(document, followed.start, followed.end);
  const start = nearest(document.getText(), url, place.start);
  if (start !== undefined) return rangeOf(document, start, start + url.length);
  return document.lineAt(Math.min(place.line, document.lineCount - 1)).range;
}

function rangeOf(document: vscode.TextDocument, start: number, end: number): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
