import type { ResultsTable } from './resultsTable.ts';
import { stateCode } from './rowState.ts';

/** How the total times of a run are spread. Times are milliseconds. */
export interface TimeDistribution {
  /** Requests that ended with an answer or a failure. */
  count: number;
  shortest: number;
  longest: number;
  /** The time within which a half, nine tenths and 99 of 100 of them ended. */
  p50: number;
  p90: number;
  p99: number;
  /** How many took how long, in classes of equal ratio between two times. */
  classes: { from: number; to: number; counts: readonly number[] };
}

const classCount = 40;
/** A microsecond: what takes less is not measured. */
const leastTime = 0.001;
/** Of a positive 32-bit float's bits, the upper half sorts as the number does: 128 steps from a power of two to the next. */
const halves = 0x1_0000;

/**
 * How the total times are spread; `undefined` where nothing has ended that could tell. It goes over the column a few times
 * and sorts nothing: a million rows take some ten milliseconds.
 */
export function timeDistribution(table: ResultsTable): TimeDistribution | undefined {
  const times = new Times(table);
  if (times.count === 0) return undefined;
  const [shortest = 0, p50 = 0, p90 = 0, p99 = 0, longest = 0] = times.ranked([
    0,
    rankOf(0.5, times.count),
    rankOf(0.9, times.count),
    rankOf(0.99, times.count),
    times.count - 1,
  ]);
  const from = Math.max(shortest, leastTime);
  // Equal times have a class of some width too.
  const to = Math.max(longest, 2 * from);
  const classes = { from, to, counts: times.classes(from, to) };
  return { count: times.count, shortest, longest, p50, p90, p99, classes };
}

/** The nearest rank, from 0. */
function rankOf(share: number, count: number): number {
  return Math.ceil(share * count) - 1;
}

/** The total times of a table, counted by the upper halves of their bits. */
class Times {
  readonly count: number;
  private readonly bits: Uint32Array;
  private readonly counted: Uint8Array;
  private readonly upper = new Uint32Array(halves);

  constructor(table: ResultsTable) {
    const totals = table.column('total');
    const attempts = table.column('attempts');
    const states = table.column('state');
    this.bits = new Uint32Array(totals.buffer, totals.byteOffset, totals.length);
    this.counted = new Uint8Array(totals.length);
    const { bits, counted, upper } = this;
    let count = 0;
    for (let row = 0; row < totals.length; row++) {
      const state = states[row] ?? 0;
      // What was broken off tells nothing of how long it would have taken.
      if (state < stateCode.ok || state === stateCode.cancelled || attempts[row] === 0) continue;
      counted[row] = 1;
      count++;
      const half = (bits[row] ?? 0) >>> 16;
      upper[half] = (upper[half] ?? 0) + 1;
    }
    this.count = count;
  }

  /** The times at these ranks. */
  ranked(ranks: readonly number[]): number[] {
    const found = ranks.map((rank) => find(this.upper, rank));
    // A Map, asked for each row, would take ten times as long.
    const slots = new Uint8Array(halves);
    const lowers: Uint32Array[] = [];
    for (const { at } of found) if (slots[at] === 0) slots[at] = lowers.push(new Uint32Array(halves));
    const { bits, counted } = this;
    for (let row = 0; row < bits.length; row++) {
      const each = bits[row] ?? 0;
      const slot = slots[each >>> 16] ?? 0;
      if (slot === 0 || counted[row] === 0) continue;
      const lower = lowers[slot - 1];
      if (lower) lower[each & 0xffff] = (lower[each & 0xffff] ?? 0) + 1;
    }
    return found.map(({ at, before }, nth) => {
      const lower = lowers[(slots[at] ?? 0) - 1] ?? new Uint32Array(0);
      return timeOf(at * halves + find(lower, (ranks[nth] ?? 0) - before).at);
    });
  }

  /** How many are in each of the classes between two times. */
  classes(from: number, to: number): number[] {
    const classesPerOctave = classCount / Math.log2(to / from);
    const counts = Array.from({ length: classCount }, () => 0);
    this.upper.forEach((count, half) => {
      if (count === 0) return;
      const middle = Math.max(timeOf(half * halves + halves / 2), from);
      const nth = Math.floor(Math.log2(middle / from) * classesPerOctave);
      const at = Math.min(nth, classCount - 1);
      counts[at] = (counts[at] ?? 0) + count;
    });
    return counts;
  }
}

const oneFloat = new Float32Array(1);
const oneInteger = new Uint32Array(oneFloat.buffer);

function timeOf(bits: number): number {
  oneInteger[0] = bits;
  return oneFloat[0] ?? 0;
}

/** Where the `rank`th of those that are counted is, and how many are before that place. */
function find(counts: Uint32Array, rank: number): { at: number; before: number } {
  let before = 0;
  for (let at = 0; at < counts.length; at++) {
    const here = counts[at] ?? 0;
    if (before + here > rank) return { at, before };
    before += here;
  }
  return { at: 0, before: 0 };
}
