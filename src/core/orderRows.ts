import { type ComparedRuns, entryCount } from './comparedRuns.ts';
import { rowFilter } from './rowFilter.ts';
import { isFiltering, type RowQuery, type RowSort } from './rowQuery.ts';
import { sortKey } from './sortKeys.ts';
import { sortNumbers } from './sortNumbers.ts';
import { sortTexts } from './sortTexts.ts';
import { TextBytes } from './textBytes.ts';

/** Rows that are looked at between two pauses. */
const rowsAtOnce = 256;

/**
 * The entries that a query asks for, in its order. It pauses often: who goes through the generator decides how long it
 * works at a stretch. What changes meanwhile may be seen as it was or as it is.
 */
export function* orderRows(
  runs: ComparedRuns,
  query: RowQuery,
): Generator<undefined, Uint32Array<ArrayBuffer>> {
  const entries = yield* entriesOf(runs, query);
  return query.sort ? yield* sorted(runs, entries, query.sort) : entries;
}

function* entriesOf(runs: ComparedRuns, query: RowQuery): Generator<undefined, Uint32Array<ArrayBuffer>> {
  const length = entryCount(runs);
  const passes = isFiltering(query) ? rowFilter(runs, query) : undefined;
  const entries = new Uint32Array(length);
  let count = 0;
  for (let entry = 0; entry < length; entry++) {
    if (passes === undefined || passes(entry)) entries[count++] = entry;
    if (entry % rowsAtOnce === rowsAtOnce - 1) yield undefined;
  }
  return entries.slice(0, count);
}

function* sorted(
  runs: ComparedRuns,
  entries: Uint32Array,
  { column, descending }: RowSort,
): Generator<undefined, Uint32Array<ArrayBuffer>> {
  const key = sortKey(runs, column);
  const numbers = new Float64Array('number' in key ? entries.length : 0);
  const texts = new TextBytes('put' in key ? entries.length : 0);
  // Places in `entries`: those of rows with a value, to be sorted, and after them those without.
  const places = new Uint32Array(entries.length);
  const empty: number[] = [];
  let count = 0;
  for (let place = 0; place < entries.length; place++) {
    const entry = entries[place] ?? 0;
    if ('put' in key) key.put(entry, texts, place);
    else numbers[place] = key.number(entry);
    if ('put' in key ? texts.length(place) === 0 : Number.isNaN(numbers[place])) empty.push(place);
    else places[count++] = place;
    if (place % rowsAtOnce === rowsAtOnce - 1) yield undefined;
  }
  texts.flush();
  const filled = places.subarray(0, count);
  if ('put' in key) yield* sortTexts(filled, texts, descending);
  else yield* sortNumbers(filled, numbers, descending);
  places.set(empty, count);
  return places.map((place) => entries[place] ?? 0);
}
