import { mergeSort } from './mergeSort.ts';
import { sortNumbers } from './sortNumbers.ts';

/** Characters that make one number: 7 bits each, of the 53 that a number has. */
const charactersAtOnce = 7;
/** Fewer texts than these are compared as they are. */
const fewTexts = 24;
const textsAtOnce = 256;

/** Texts that are equal up to a length. */
interface Group {
  readonly first: number;
  readonly end: number;
  readonly length: number;
}

/**
 * Sorts places of texts by these, in code unit order; equal ones stay in their order. Long texts that begin alike, as URLs
 * do, take long to compare: they are sorted by numbers made of their next few characters, and those that are still equal
 * by the next ones. It pauses like `mergeSort`.
 */
export function* sortTexts(
  places: Uint32Array,
  texts: readonly string[],
  descending: boolean,
): Generator<undefined, void> {
  const text = (place: number) => texts[place] ?? '';
  const inTextOrder = descending
    ? (a: number, b: number) => text(a) >= text(b)
    : (a: number, b: number) => text(a) <= text(b);
  const keys = new Float64Array(texts.length);

  const groups: Group[] = [{ first: 0, end: places.length, length: 0 }];
  let steps = 0;
  for (let group = groups.pop(); group; group = groups.pop()) {
    const { first, end, length } = group;
    const part = places.subarray(first, end);
    if (end - first < fewTexts) {
      yield* mergeSort(part, inTextOrder);
      if ((steps += 10 * (end - first)) > textsAtOnce) {
        steps = 0;
        yield undefined;
      }
      continue;
    }
    const prefix = yield* commonPrefix(part, texts, length);
    let isPlain = true;
    for (let at = 0; at < part.length; at++) {
      const key = keyOf(text(part[at] ?? 0), prefix);
      isPlain &&= key >= 0;
      keys[part[at] ?? 0] = key;
      if (at % textsAtOnce === textsAtOnce - 1) yield undefined;
    }
    if (!isPlain) {
      yield* mergeSort(part, inTextOrder);
      continue;
    }
    yield* sortNumbers(part, keys, descending);
    let begin = first;
    for (let at = first + 1; at <= end; at++) {
      const key = keys[places[begin] ?? 0] ?? 0;
      if (at < end && keys[places[at] ?? 0] === key) continue;
      // A number that ends in no character is that of texts that end here: these are equal.
      if (at - begin > 1 && key % 128 !== 0)
        groups.push({ first: begin, end: at, length: prefix + charactersAtOnce });
      begin = at;
      if (at % textsAtOnce === 0) yield undefined;
    }
  }
}

/** How many characters all of these texts have in common at their beginning; `from` of them are known to be. */
function* commonPrefix(
  places: Uint32Array,
  texts: readonly string[],
  from: number,
): Generator<undefined, number> {
  const model = texts[places[0] ?? 0] ?? '';
  let { length } = model;
  for (let at = 1; at < places.length && length > from; at++) {
    const text = texts[places[at] ?? 0] ?? '';
    let same = from;
    while (same < length && text.charCodeAt(same) === model.charCodeAt(same)) same += 1;
    length = same;
    if (at % textsAtOnce === 0) yield undefined;
  }
  return length;
}

/** The next characters of a text as a number; -1 where one of them takes more than 7 bits. */
function keyOf(text: string, from: number): number {
  let key = 0;
  for (let at = from; at < from + charactersAtOnce; at++) {
    const code = at < text.length ? text.charCodeAt(at) + 1 : 0;
    if (code > 127) return -1;
    key = key * 128 + code;
  }
  return key;
}
