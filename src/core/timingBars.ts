import type { Phase, Timings } from '../api.ts';
import { phases } from './failureKinds.ts';

/** Blocks from an eighth of a character's width to seven. */
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A phase of an answer, and its part of the time as text of a fixed width. */
export interface TimingBar {
  phase: Phase;
  /** ms. */
  time: number;
  bar: string;
}

/** Where the time of the last attempt's last hop went, one phase below the other as in a waterfall, `width` characters wide; phases that took none are left out. */
export function timingBars(timings: Timings, width: number): TimingBar[] {
  const whole = phases.reduce((sum, phase) => sum + timings[phase], 0);
  if (whole <= 0) return [];
  let before = 0;
  const bars: TimingBar[] = [];
  for (const phase of phases) {
    const time = timings[phase];
    if (time <= 0) continue;
    const offset = Math.min(width - 1, Math.floor((before / whole) * width));
    const length = Math.min(width - offset, Math.max(1 / 8, (time / whole) * width));
    const blocks = '█'.repeat(Math.floor(length)) + (eighths[Math.floor((length % 1) * 8)] ?? '');
    bars.push({ phase, time, bar: (' '.repeat(offset) + (blocks || '▏')).padEnd(width) });
    before += time;
  }
  return bars;
}
