import { formatDuration } from '../core/formatDuration.ts';
import type { PanelRow } from '../core/panelProtocol.ts';
import { fill, type Strings } from './strings.ts';
import { type SegmentKind, segmentsOf } from './waterfall.ts';

/** A line of what is told of a row's time. */
export interface TimeLine {
  readonly kind: SegmentKind;
  readonly name: string;
  readonly duration: string;
}

/** What a row's time went into, in the order in which it did. */
export function timeLines(row: PanelRow, now: number, strings: Strings): readonly TimeLine[] {
  return segmentsOf(row, now).map(({ kind, from, to }) => ({
    kind,
    name: strings[`${kind}Segment`],
    duration: shortDuration(to - from),
  }));
}

/** When a request started and what it took, in short; empty for one that was not begun. */
export function waterfallText(row: PanelRow, strings: Strings): string {
  const start = row.timings?.start ?? row.start;
  if (start === undefined || row.gone) return '';
  const begun = fill(strings.startedAfter, shortDuration(start));
  return row.timings === undefined ? begun : `${begun}, ${shortDuration(row.timings.total)}`;
}

/** Phases on a machine's own network take less than a millisecond. */
function shortDuration(milliseconds: number): string {
  return milliseconds > 0 && milliseconds < 9.95
    ? `${milliseconds.toFixed(1)} ms`
    : formatDuration(milliseconds);
}
