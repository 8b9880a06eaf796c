import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { Places } from '../core/places.ts';
import type { ReadVersion } from './readVersion.ts';

/** What a run was read from. */
export interface SourceUris {
  /** The documents with requests, in order: places name one by its number. */
  documents: readonly vscode.Uri[];
  /** The files and folders that were chosen, where that was not one document: they are looked through when it is run again. */
  resources?: readonly vscode.Uri[];
}

/** What a run was read from, and where in it the requests stand. */
export interface RunSource extends SourceUris {
  places: Places;
  /** As what each of the documents was read that was open. */
  readAs?: readonly (ReadVersion | undefined)[];
}

/** Where a request stands: UTF-16 offsets of the URL's text in the document as it was read, line from 0. */
export interface RowPlace {
  uri: vscode.Uri;
  start: number;
  end: number;
  line: number;
}

/** The places of a row, in the order of the documents. */
export function placesOfRow({ documents, places }: RunSource, row: number): RowPlace[] {
  return places.ofRow(row).flatMap(({ document, start, end, line }) => {
    const uri = documents[document];
    return uri ? [{ uri, start, end, line }] : [];
  });
}

/** The range of a place in its document, which is opened for that. Rejects where there is no such document any more. */
export async function locationOf({ uri, start, end }: RowPlace): Promise<vscode.Location> {
  const document = await vscode.workspace.openTextDocument(uri);
  return new vscode.Location(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)));
}

/** For whose settings a run asks: its document's or, of several, those of the workspace folder that holds all. */
export function scopeOf(source: SourceUris | undefined): vscode.Uri | undefined {
  const [first, ...others] = source?.documents ?? [];
  if (!first || others.length === 0) return first;
  const folders = workspaceFoldersOf([first, ...others]);
  return folders.length === 1 ? folders[0] : undefined;
}

/** The workspace folders of some files, each once; `undefined` stands for what is in none. */
export function workspaceFoldersOf(uris: readonly vscode.Uri[]): (vscode.Uri | undefined)[] {
  return [...new Set(uris.map((uri) => vscode.workspace.getWorkspaceFolder(uri)))].map((each) => each?.uri);
}

/** What a person calls it. */
export function sourceName({ documents, resources = documents }: SourceUris): string {
  const [first] = resources;
  const name = basename(first?.path ?? '') || (first?.toString() ?? '');
  return resources.length < 2 ? name : vscode.l10n.t('{0} and {1} more', name, resources.length - 1);
}

/** Equal for what was read from the same. */
export function sourceKey(source: SourceUris | undefined): string {
  return (source?.resources ?? source?.documents ?? []).join('\n');
}
