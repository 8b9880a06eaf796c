import type { RowRange } from '../core/rowRange.ts';

const margin = 50;
const step = 25;

/**
 * The rows to ask the host for when `firstVisible` to `lastVisible` are in view, of `count` in all: 50 more on each
 * side, in steps of 25, so that scrolling by a row asks for nothing new.
 */
export function rangeToAsk(firstVisible: number, lastVisible: number, count: number): RowRange {
  const first = Math.max(0, Math.floor((firstVisible - margin) / step) * step);
  const end = Math.min(count, Math.ceil((lastVisible + 1 + margin) / step) * step);
  return { first, count: Math.max(0, end - first) };
}
