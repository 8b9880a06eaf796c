import { mergeSort } from './mergeSort.ts';

/** Fewer numbers than these are compared: counting digits would take as long. */
const fewNumbers = 2048;
/** Bits of a digit, of the 64 that a number has: so few that what is counted of all digits stays at hand. */
const digitBits = 11;
const digitCount = 1 << digitBits;
/** Steps between two pauses: far less than a millisecond's worth. */
const placesAtOnce = 2048;

/**
 * Sorts places of numbers by these; equal ones stay in their order. None of the numbers is `NaN`. Many are sorted by one
 * digit of their bits after the other, from the last to the first, which takes a few passes and no comparison. It pauses
 * like `mergeSort`.
 */
export function* sortNumbers(
  places: Uint32Array,
  numbers: Float64Array,
  descending: boolean,
): Generator<undefined, void> {
  const { length } = places;
  if (length < fewNumbers) {
    const number = (place: number) => numbers[place] ?? 0;
    const inOrder = descending
      ? (a: number, b: number) => number(a) >= number(b)
      : (a: number, b: number) => number(a) <= number(b);
    yield* mergeSort(places, inOrder);
    return;
  }
  const low = new Uint32Array(length);
  const high = new Uint32Array(length);
  for (let from = 0; from < length; from += placesAtOnce) {
    takeBits(places, numbers, descending, { low, high, from });
    yield undefined;
  }
  let order: Uint32Array = new Uint32Array(length);
  for (let at = 0; at < length; at++) order[at] = at;
  let next: Uint32Array = new Uint32Array(length);
  const sortedBy = [
    [low, 0],
    [low, digitBits],
    [low, 2 * digitBits],
    [high, 0],
    [high, digitBits],
    [high, 2 * digitBits],
  ] as const;
  for (const [bits, shift] of sortedBy) {
    const starts = new Uint32Array(digitCount);
    countDigits(bits, shift, starts);
    yield undefined;
    // Many numbers have digits that say nothing.
    if (starts.includes(length)) continue;
    for (let digit = 0, start = 0; digit < digitCount; digit++) {
      const count = starts[digit] ?? 0;
      starts[digit] = start;
      start += count;
    }
    for (let from = 0; from < length; from += placesAtOnce) {
      distribute(order.subarray(from, from + placesAtOnce), next, bits, shift, starts);
      yield undefined;
    }
    [order, next] = [next, order];
  }
  places.set(order.map((at) => places[at] ?? 0));
}

/** Takes the two halves of the bits of some numbers, turned so that they sort as the numbers do. */
function takeBits(
  places: Uint32Array,
  numbers: Float64Array,
  descending: boolean,
  { low, high, from }: { low: Uint32Array; high: Uint32Array; from: number },
): void {
  const one = new Float64Array(1);
  const halves = new Uint32Array(one.buffer);
  const end = Math.min(from + placesAtOnce, places.length);
  for (let at = from; at < end; at++) {
    // Zero has two signs, and counts as one number.
    one[0] = (numbers[places[at] ?? 0] ?? 0) + 0;
    const lower = halves[0] ?? 0;
    const upper = halves[1] ?? 0;
    // Negative numbers sort the other way round, and before the others.
    const isNegative = upper >>> 31 === 1;
    const flip = isNegative === descending ? 0 : 0xffff_ffff;
    low[at] = lower ^ flip;
    high[at] = upper ^ flip ^ (isNegative ? 0 : 0x8000_0000);
  }
}

/** Puts each of some items behind those that have its digit and came before it. */
function distribute(
  items: Uint32Array,
  to: Uint32Array,
  bits: Uint32Array,
  shift: number,
  starts: Uint32Array,
): void {
  for (const item of items) {
    const digit = ((bits[item] ?? 0) >>> shift) & (digitCount - 1);
    const place = starts[digit] ?? 0;
    to[place] = item;
    starts[digit] = place + 1;
  }
}

function countDigits(bits: Uint32Array, shift: number, counts: Uint32Array): void {
  for (const each of bits) {
    const digit = (each >>> shift) & (digitCount - 1);
    counts[digit] = (counts[digit] ?? 0) + 1;
  }
}
