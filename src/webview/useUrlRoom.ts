import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** The room that the column of URLs has. */
export interface UrlRoom {
  /** Pixels. */
  readonly width: number;
  /** Pixels that a text takes. */
  readonly measure: (text: string) => number;
}

/** The room of the column of URLs, read off its header; `undefined` before the first layout. */
export function useUrlRoom(header: RefObject<HTMLElement | null>): UrlRoom | undefined {
  const [room, setRoom] = useState<UrlRoom>();
  useLayoutEffect(() => {
    const cell = header.current?.querySelector<HTMLElement>('.url') ?? null;
    const context = document.createElement('canvas').getContext('2d');
    if (cell === null || context === null) return undefined;
    const update = () => {
      const { fontSize, fontFamily, paddingLeft, paddingRight } = getComputedStyle(cell);
      context.font = `${fontSize} ${fontFamily}`;
      setRoom({
        width: cell.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight),
        measure: (text) => context.measureText(text).width,
      });
    };
    update();
    const observer = new ResizeObserver(update);
    observer.observe(cell);
    return () => observer.disconnect();
  }, [header]);
  return room;
}
