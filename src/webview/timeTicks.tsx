import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatDuration } from '../core/formatDuration.ts';
import { ticks, type TimeRange } from './timeAxis.ts';

/** Pixels that a label takes with the gap after it. */
const labelWidth = 46;

/** As many moments of a stretch as have room in so many pixels. */
export function ticksWithin(range: TimeRange, width: number): readonly number[] {
  return ticks(range, Math.floor(width / labelWidth));
}

/** The labels of an axis of time. */
export function TimeTicks({ range }: { range: TimeRange }) {
  const axis = useRef<HTMLSpanElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = axis.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const span = range.to - range.from;
  return (
    <span ref={axis} class="axis" aria-hidden="true">
      {ticksWithin(range, width).map((tick) => {
        const left = ((tick - range.from) / span) * width;
        // One that would be cut off is left out.
        return left + labelWidth * 0.6 > width ? null : (
          <span key={tick} style={{ left: `${left}px` }}>
            {tickText(tick, span)}
          </span>
        );
      })}
    </span>
  );
}

/** Ticks that are close to each other are told apart. */
function tickText(tick: number, span: number): string {
  if (tick === 0) return '0';
  if (span < 10 && tick % 1 !== 0) return `${tick.toFixed(1)} ms`;
  if (tick >= 1000 && tick < 60_000) return `${Number((tick / 1000).toFixed(3))} s`;
  return formatDuration(tick);
}
