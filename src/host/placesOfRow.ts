import type * as vscode from 'vscode';
import type { TextRange } from '../core/edits.ts';
import type { Place, Places } from '../core/places.ts';
import type { Run } from './run.ts';

/** A place in a document, as it was when the run's requests were read. */
export type DocumentPlace = Place & { uri: vscode.Uri };

/** Where the URL of a row stands, in the order of the run's documents. */
export function placesOfRow({ source }: Pick<Run, 'source'>, row: number): DocumentPlace[] {
  const places = source?.places.ofRow(row) ?? [];
  return places.flatMap((place) => {
    const uri = source?.documents[place.document];
    return uri ? [{ ...place, uri }] : [];
  });
}

/** The first row whose URL touches a part of one of the documents, as it was when these places were read. */
export function rowTouching(places: Places, document: number, { start, end }: TextRange): number | undefined {
  // Those of a document stand together, in its order.
  let low = places.columns.documents.indexOf(document);
  let high = places.columns.documents.lastIndexOf(document) + 1;
  if (low < 0) return undefined;
  const last = high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (places.at(middle).end < start) low = middle + 1;
    else high = middle;
  }
  return low < last && places.at(low).start <= end ? places.at(low).row : undefined;
}
