import { mergeSort } from './mergeSort.ts';

/** Fewer numbers than these are compared: counting digits would take as long. */
const fewNumbers = 2048;
/** Bits of a digit, of the 64 that a number has: so few that what is counted of all digits stays at hand. */
const digitBits = 11;
const digitCount = 1 << digitBits;
/** Steps between two pauses: far less than a millisecond's worth. */
const placesAtOnce = 1024;

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
  const digits = [
    new Digit(low, 0),
    new Digit(low, digitBits),
    new Digit(low, 2 * digitBits),
    new Digit(high, 0),
    new Digit(high, digitBits),
    new Digit(high, 2 * digitBits),
  ];
  for (let from = 0; from < length; from += placesAtOnce) {
    const to = Math.min(from + placesAtOnce, length);
    takeBits(places, numbers, descending, { low, high, from, to });
    for (const digit of digits) digit.count(from, to);
    yield undefined;
  }
  let order: Uint32Array = new Uint32Array(length);
  for (let at = 0; at < length; at++) order[at] = at;
  let next: Uint32Array = new Uint32Array(length);
  for (const digit of digits) {
    // Many numbers have digits that say nothing.
    if (!digit.differs) continue;
    digit.begin();
    for (let from = 0; from < length; from += placesAtOnce) {
      digit.distribute(order.subarray(from, from + placesAtOnce), next);
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
  { low, high, from, to }: { low: Uint32Array; high: Uint32Array; from: number; to: number },
): void {
  const one = new Float64Array(1);
  const halves = new Uint32Array(one.buffer);
  for (let at = from; at < to; at++) {
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

/** One digit of the bits of all numbers. */
class Digit {
  private readonly bits: Uint32Array;
  private readonly shift: number;
  /** How many numbers have which digit and, once it has begun, the place of the next of them. */
  private readonly places = new Uint32Array(digitCount);

  constructor(bits: Uint32Array, shift: number) {
    this.bits = bits;
    this.shift = shift;
  }

  count(from: number, to: number): void {
    const { bits, shift, places } = this;
    for (let at = from; at < to; at++) {
      const digit = ((bits[at] ?? 0) >>> shift) & (digitCount - 1);
      places[digit] = (places[digit] ?? 0) + 1;
    }
  }

  /** Whether not all numbers, which have been counted, have the same. */
  get differs(): boolean {
    return !this.places.includes(this.bits.length);
  }

  /** Begins to distribute. */
  begin(): void {
    const { places } = this;
    for (let digit = 0, start = 0; digit < digitCount; digit++) {
      const count = places[digit] ?? 0;
      places[digit] = start;
      start += count;
    }
  }

  /** Puts each of some items behind those that have its digit and came before it. */
  distribute(items: Uint32Array, to: Uint32Array): void {
    const { bits, shift, places } = this;
    for (const item of items) {
      const digit = ((bits[item] ?? 0) >>> shift) & (digitCount - 1);
      const place = places[digit] ?? 0;
      to[place] = item;
      places[digit] = place + 1;
    }
  }
}
