import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

const usualHeight = 22;

/** The height that the style sheet gives the rows, in pixels, read off the header, which has the same; it follows the font's size. */
export function useRowHeight(header: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(usualHeight);
  useLayoutEffect(() => {
    const element = header.current;
    if (element === null) return undefined;
    const measure = () => setHeight(element.offsetHeight || usualHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [header]);
  return height;
}
