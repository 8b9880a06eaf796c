import {
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';

const overscan = 4;
/** Pixels; browsers make nothing much higher, less so where they are zoomed. */
const mostHeight = 8_000_000;

/** The rows of a table that are to be drawn, in order and without a gap. */
export interface VirtualRows {
  readonly indexes: readonly number[];
  /** Pixels from the top of the table's first row to where the first drawn is to be. */
  readonly top: number;
  /** Pixels of the table's rows, drawn or not. */
  readonly height: number;
  /** The rows that are seen; `undefined` before the first layout. */
  readonly seen: { readonly first: number; readonly last: number } | undefined;
  /** Scrolls as little as needed for a row to be seen. */
  scrollTo(index: number): void;
  /** Scrolls on by so many rows. */
  scrollBy(rows: number): void;
}

/**
 * Keeps up which rows are to be drawn; all have one height, below a sticky header as high as they. More rows than a
 * browser has room for are scrolled through faster.
 */
export function useVirtualRows(table: {
  scroller: RefObject<HTMLElement | null>;
  count: number;
  rowHeight: number;
  initialOffset: number;
}): VirtualRows {
  const { scroller, count, rowHeight, initialOffset } = table;
  const [, render] = useReducer((times: number) => times + 1, 0);
  const pace = useRef(1);
  const options: VirtualizerOptions<HTMLElement, HTMLElement> = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
    initialOffset,
    overscan,
    // Without the bar by which it is scrolled sideways.
    observeElementRect: (instance, tell) =>
      observeElementRect(instance, ({ width, height }) =>
        tell({ width, height: scroller.current?.clientHeight ?? height }),
      ),
    observeElementOffset: (instance, tell) =>
      observeElementOffset(instance, (offset, isScrolling) => tell(offset * pace.current, isScrolling)),
    // Rows all have one height: nothing is ever corrected.
    scrollToFn: () => undefined,
    onChange: () => render(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  const start = useRef(initialOffset);
  useLayoutEffect(() => {
    if (scroller.current && start.current > 0) scroller.current.scrollTop = start.current;
  }, [scroller]);

  const whole = count * rowHeight;
  const height = Math.min(whole, mostHeight);
  const room = Math.max(0, (virtualizer.scrollRect?.height ?? 0) - rowHeight);
  pace.current = whole > height ? (whole - room) / (height - room) : 1;
  const offset = virtualizer.scrollOffset ?? 0;
  const indexes = virtualizer.getVirtualIndexes();
  const { range } = virtualizer;

  function scrollTop(offsetOfAll: number): void {
    if (scroller.current) scroller.current.scrollTop = offsetOfAll / pace.current;
  }

  return {
    indexes,
    top: (indexes[0] ?? 0) * rowHeight - (offset - offset / pace.current),
    height,
    seen: range === null ? undefined : { first: range.startIndex, last: range.endIndex },
    scrollTo: (index) => {
      const now = (scroller.current?.scrollTop ?? 0) * pace.current;
      if (index * rowHeight < now) scrollTop(index * rowHeight);
      else if ((index + 1) * rowHeight > now + room) scrollTop((index + 1) * rowHeight - room);
    },
    scrollBy: (rows) => {
      const now = (scroller.current?.scrollTop ?? 0) * pace.current;
      scrollTop(now + rows * rowHeight);
    },
  };
}
