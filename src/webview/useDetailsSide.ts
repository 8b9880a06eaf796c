import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { DetailsSide } from './detailsModel.ts';

/** Beside a table that would be narrower than this the pane leaves too little of it, in ems. */
const leastWidth = 56;
/** The same where what they share is so low that the pane would leave few rows above it. */
const lowHeight = 20;
const leastWidthOfLow = 36;

/** Where there is room for the details, by the size of what they share with the table. */
export function useDetailsSide(room: RefObject<HTMLElement | null>): DetailsSide {
  const [side, setSide] = useState<DetailsSide>('below');
  useLayoutEffect(() => {
    const element = room.current;
    if (element === null) return undefined;
    const measure = () => {
      const em = Number.parseFloat(getComputedStyle(element).fontSize);
      const least = element.clientHeight < lowHeight * em ? leastWidthOfLow : leastWidth;
      setSide(element.clientWidth >= least * em ? 'beside' : 'below');
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [room]);
  return side;
}
