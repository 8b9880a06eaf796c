import { useState } from 'preact/hooks';
import type { PanelModel } from './panelModel.ts';
import { moved, roundSpan, type TimeRange, zoomed } from './timeAxis.ts';

/** The stretch of a run's time that the waterfall shows. */
export interface TimeView {
  readonly range: TimeRange;
  /** Absent: all of it is shown. */
  readonly zoom: TimeRange | undefined;
  /** Shows `factor` of it, around the moment `at` (its middle); `undefined`: all of it. */
  turn(factor: number | undefined, at?: number): void;
  /** Shows an earlier or later stretch, by this part of it. */
  pan(part: number): void;
}

/** Keeps which stretch of the shown run's time is to be seen. */
export function useTimeRange(model: PanelModel, initial: TimeRange | undefined): TimeView {
  const [zoom, setZoom] = useState(initial);
  const whole = model.running ? roundSpan(model.wallTime) : Math.max(1, model.wallTime);
  const all = { from: 0, to: whole };
  const range = zoom ?? all;
  return {
    range,
    zoom,
    turn: (factor, at = (range.from + range.to) / 2) =>
      setZoom((before = all) => (factor === undefined ? undefined : zoomed(before, factor, at, whole))),
    pan: (part) => setZoom((before) => before && moved(before, part * (before.to - before.from), whole)),
  };
}
