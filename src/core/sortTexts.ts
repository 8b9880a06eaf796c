import { sortNumbers } from './sortNumbers.ts';
import { bytesAtOnce, type TextBytes } from './textBytes.ts';

/** Fewer texts than these are compared as they are. */
const fewTexts = 24;
/** Fewer than these, a power of 2, have room for their places in the numbers that are made of them. */
const someTexts = 2048;
/** Above all numbers that are made of bytes. */
const aboveKeys = 256 ** bytesAtOnce;
/** Texts that are looked at between two pauses. */
const textsAtOnce = 512;

/** Texts that are equal up to a number of bytes. */
interface Group {
  readonly first: number;
  readonly end: number;
  readonly length: number;
}

/**
 * Sorts places of texts by these, in code unit order; equal ones stay in their order. Long texts that begin alike, as URLs
 * do, take long to compare: they are sorted by numbers made of their next few bytes, and those that are still equal by the
 * next ones. It pauses like `mergeSort`.
 */
export function* sortTexts(
  places: Uint32Array,
  texts: TextBytes,
  descending: boolean,
): Generator<undefined, void> {
  const keys = new Float64Array(texts.count);
  const scratch = new Float64Array(someTexts);
  const groups: Group[] = [{ first: 0, end: places.length, length: 0 }];
  let steps = 0;
  for (let group = groups.pop(); group; group = groups.pop()) {
    const { first, end, length } = group;
    const part = places.subarray(first, end);
    if (end - first < fewTexts) {
      sortFew(part, texts, length, descending);
      if ((steps += 10 * (end - first)) > textsAtOnce) {
        steps = 0;
        yield undefined;
      }
      continue;
    }
    let prefix = Infinity;
    for (let from = 0; from < part.length; from += textsAtOnce) {
      const some = part.subarray(from, from + textsAtOnce);
      prefix = texts.commonPrefix(some, part[0] ?? 0, prefix, length);
      yield undefined;
    }
    for (let from = 0; from < part.length; from += textsAtOnce) {
      texts.takeKeys(part.subarray(from, from + textsAtOnce), prefix, keys);
      yield undefined;
    }
    if (part.length < someTexts) sortSome(part, keys, descending, scratch);
    else yield* sortNumbers(part, keys, descending);
    let begin = first;
    for (let at = first + 1; at <= end; at++) {
      const key = keys[places[begin] ?? 0] ?? 0;
      if (at < end && keys[places[at] ?? 0] === key) continue;
      if (at - begin > 1 && key % 256 !== 0)
        groups.push({ first: begin, end: at, length: prefix + bytesAtOnce });
      begin = at;
      if (at % textsAtOnce === 0) yield undefined;
    }
  }
}

/** Sorts places by keys of texts; equal ones stay in their order. An array of numbers sorts itself in no time. */
function sortSome(places: Uint32Array, keys: Float64Array, descending: boolean, scratch: Float64Array): void {
  const items = scratch.subarray(0, places.length);
  for (let at = 0; at < places.length; at++) {
    const key = keys[places[at] ?? 0] ?? 0;
    items[at] = (descending ? aboveKeys - key : key) * someTexts + at;
  }
  items.sort();
  const before = places.slice();
  for (let at = 0; at < places.length; at++) places[at] = before[(items[at] ?? 0) % someTexts] ?? 0;
}

/** Sorts a few places of texts that have their first `known` bytes in common. */
function sortFew(places: Uint32Array, texts: TextBytes, known: number, descending: boolean): void {
  const sign = descending ? -1 : 1;
  for (let at = 1; at < places.length; at++) {
    const place = places[at] ?? 0;
    let to = at;
    while (to > 0 && sign * texts.compare(places[to - 1] ?? 0, place, known) > 0) {
      places[to] = places[to - 1] ?? 0;
      to -= 1;
    }
    places[to] = place;
  }
}
