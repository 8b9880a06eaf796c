import type * as vscode from 'vscode';
import type { TextRange } from '../core/edits.ts';
import type { Place } from '../core/places.ts';
import type { Run } from './run.ts';

/** A place in a document, as it was when the run's requests were read. */
export type DocumentPlace = Place & { uri: vscode.Uri };

/** Where the URL of a row stands, in document order. */
export function placesOfRow({ source }: Pick<Run, 'source'>, row: number): DocumentPlace[] {
  if (!source) return [];
  const { uri, places } = source;
  const found: DocumentPlace[] = [];
  // Indexes of typed arrays are found many times faster than by walking over them here.
  const { rows } = places.columns;
  for (let nth = rows.indexOf(row); nth >= 0; nth = rows.indexOf(row, nth + 1)) {
    found.push({ ...places.at(nth), uri });
  }
  return found;
}

/** The first row whose URL touches a part of the run's document, as it was then. */
export function rowTouching({ source }: Pick<Run, 'source'>, { start, end }: TextRange): number | undefined {
  if (!source) return undefined;
  const { places } = source;
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (places.at(middle).end < start) low = middle + 1;
    else high = middle;
  }
  return low < places.length && places.at(low).start <= end ? places.at(low).row : undefined;
}
