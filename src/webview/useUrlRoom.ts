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
      const widths = new Map<string, number>();
      const widthOf = (character: string) => {
        const width = widths.get(character) ?? context.measureText(character).width;
        widths.set(character, width);
        return width;
      };
      setRoom({
        width: cell.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight),
        // Character by character: a canvas takes long to measure the parts of each URL that comes by.
        measure: (text) => {
          let width = 0;
          for (const character of text) width += widthOf(character);
          return width;
        },
      });
    };
    update();
    const observer = new ResizeObserver(update);
    observer.observe(cell);
    return () => observer.disconnect();
  }, [header]);
  return room;
}
