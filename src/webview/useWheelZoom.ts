import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { TimeView } from './useTimeRange.ts';

/** Pixels of a wheel that halve or double the stretch of time. */
const wheelPixels = 200;

/** Ctrl and the wheel zoom the waterfall below the pointer; Shift and the wheel, or a wheel that goes sideways, move it. */
export function useWheelZoom(scroller: RefObject<HTMLElement | null>, time: TimeView): void {
  const now = useRef(time);
  now.current = time;
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent) => {
      const cell = event.target instanceof Element ? event.target.closest('.waterfall') : null;
      const { range } = now.current;
      const sideways = event.deltaX || (event.shiftKey ? event.deltaY : 0);
      if (cell === null || (!event.ctrlKey && !event.metaKey && sideways === 0)) return;
      const { left, width } = cell.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey) {
        const at = range.from + ((event.clientX - left) / width) * (range.to - range.from);
        now.current.turn(2 ** (event.deltaY / wheelPixels), at);
      } else now.current.pan(sideways / width);
      // VS Code would zoom, and the table scroll.
      event.preventDefault();
      event.stopPropagation();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller]);
}
