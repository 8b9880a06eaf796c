import { formatBytes } from '../core/formatBytes.ts';
import { formatCount } from '../core/formatCount.ts';
import { formatDuration } from '../core/formatDuration.ts';
import type { RunState } from '../core/runFormat.ts';
import { done, speedUp, type Summary } from '../core/summary.ts';
import type { Outcome } from '../api.ts';
import { fill, type Strings } from './strings.ts';

/** Outcomes in the order in which they are counted out. */
const outcomes: readonly Outcome[] = ['ok', 'httpError', 'failed', 'cancelled'];

/** Milliseconds of a run that is too short to have a pace. */
const leastRateTime = 50;

/** Less than this is not worth a word. */
const leastSpeedUp = 1.1;

/** How many requests ended how, those outcomes only that occurred. */
export function outcomeCounts(summary: Summary): readonly { outcome: Outcome; count: number }[] {
  return outcomes.map((outcome) => ({ outcome, count: summary[outcome] })).filter(({ count }) => count > 0);
}

/** `37 / 100`, done and all. */
export function progressText(summary: Summary, strings: Strings): string {
  return fill(strings.progress, formatCount(done(summary)), formatCount(summary.count));
}

/** What is said of a run that did not come to its end, or not whole, and why and how it can go on. */
const ends: Readonly<Record<Exclude<RunState, 'running' | 'done'>, readonly [keyof Strings, keyof Strings]>> =
  {
    cancelled: ['cancelled', 'cancelledTitle'],
    failed: ['brokenOff', 'brokenOffTitle'],
    interrupted: ['interrupted', 'interruptedTitle'],
    incomplete: ['incomplete', 'incompleteTitle'],
  };

/** How a run has ended that did not come to its end; `undefined` for any other. */
export function endText(state: RunState | undefined, strings: Strings): string | undefined {
  return state === undefined || state === 'running' || state === 'done' ? undefined : strings[ends[state][0]];
}

/** Why a run that can go on did not come to its end, and how it does; `undefined` for any other. */
export function endTitle(state: RunState | undefined, strings: Strings): string | undefined {
  return state === undefined || state === 'running' || state === 'done' ? undefined : strings[ends[state][1]];
}

/** `sum 12.3 s`; `undefined` before any request has ended. */
export function sumText(summary: Summary, strings: Strings): string | undefined {
  return summary.sumOfTimes > 0 ? fill(strings.sum, formatDuration(summary.sumOfTimes)) : undefined;
}

/** `8.4× faster than one by one`; `undefined` where that would mean nothing. */
export function speedUpText(summary: Summary, strings: Strings): string | undefined {
  const factor = speedUp(summary);
  if (factor === undefined || factor < leastSpeedUp || done(summary) < 2) return undefined;
  return fill(strings.faster, factor < 9.95 ? factor.toFixed(1) : formatCount(Math.round(factor)));
}

/** `37 of 100 done, 2 failed`, for a screen reader. */
export function announcement(summary: Summary, running: boolean, strings: Strings): string {
  const troubles = outcomeCounts(summary)
    .filter(({ outcome }) => outcome !== 'ok')
    .map(({ outcome, count }) => `, ${formatCount(count)} ${strings[outcome]}`);
  const text =
    fill(strings.announced, formatCount(done(summary)), formatCount(summary.count)) + troubles.join('');
  return running ? text : fill(strings.announcedEnd, text);
}

/** `123/s`, over a run's wall time in milliseconds; `undefined` where that would mean nothing. */
export function rateText(summary: Summary, wallTime: number, strings: Strings): string | undefined {
  const count = done(summary);
  if (count < 2 || wallTime < leastRateTime) return undefined;
  const rate = (count / wallTime) * 1000;
  return fill(strings.requestsPerSecond, rate < 9.95 ? rate.toFixed(1) : formatCount(Math.round(rate)));
}

/** How much came, unpacked and as it came. */
export function bytesTitle({ bodyBytes, wireBytes }: Summary, strings: Strings): string {
  return fill(strings.bytesTitle, formatBytes(bodyBytes), formatBytes(wireBytes));
}
