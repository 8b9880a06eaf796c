/** A stretch of a run's time, ms from its start. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** No stretch is shorter than this, ms. */
const leastSpan = 1;
const roundSpans = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
const roundSteps = [1, 2, 5, 10];

/** A round span that is at least so many ms: an axis that grows does so in steps, and what is drawn on it stands still. */
export function roundSpan(milliseconds: number): number {
  return nextRound(Math.max(milliseconds, leastSpan), roundSpans);
}

/** Round moments within a stretch, at most so many. */
export function ticks({ from, to }: TimeRange, most: number): number[] {
  const step = nextRound((to - from) / Math.max(1, most), roundSteps);
  const found = [];
  for (let nth = Math.ceil(from / step); nth * step <= to; nth++) found.push(nth * step);
  return found;
}

/** A stretch `factor` times as long in which the moment `at` keeps its place, within the whole; `undefined`: that is all of it. */
export function zoomed(range: TimeRange, factor: number, at: number, whole: number): TimeRange | undefined {
  const span = Math.max((range.to - range.from) * factor, leastSpan);
  if (span >= whole) return undefined;
  const place = (at - range.from) / (range.to - range.from);
  return within(at - place * span, span, whole);
}

/** The stretch that is `by` ms later, within the whole. */
export function moved(range: TimeRange, by: number, whole: number): TimeRange {
  return within(range.from + by, range.to - range.from, whole);
}

function within(from: number, span: number, whole: number): TimeRange {
  const start = Math.min(Math.max(0, from), Math.max(0, whole - span));
  return { from: start, to: start + span };
}

function nextRound(value: number, mantissas: readonly number[]): number {
  const power = 10 ** Math.floor(Math.log10(value));
  // Divided once more, a power of ten is not quite itself.
  const mantissa = mantissas.find((each) => each * power >= value * (1 - 1e-9)) ?? 10;
  return mantissa * power;
}
