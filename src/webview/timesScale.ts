import type { TimeDistribution } from '../core/timeDistribution.ts';

/** Where a time stands among the classes of a distribution, in classes from the first one's beginning. */
export function classAt({ classes: { from, to, counts } }: TimeDistribution, time: number): number {
  const at = (Math.log(Math.max(time, from) / from) / Math.log(to / from)) * counts.length;
  return Math.min(at, counts.length);
}

/** The time at which a class begins; the last one ends where one more would begin. */
export function timeAt({ classes: { from, to, counts } }: TimeDistribution, at: number): number {
  return from * (to / from) ** (at / counts.length);
}
