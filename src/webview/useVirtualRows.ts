import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

const overscan = 10;

/** The rows of a table that are to be drawn, in order and without a gap. */
export interface VirtualRows {
  readonly indexes: readonly number[];
  /** Pixels from the top of the table's first row to that of the first drawn. */
  readonly top: number;
  /** Pixels of all rows, drawn or not. */
  readonly height: number;
  /** The rows that are seen; `undefined` before the first layout. */
  readonly seen: { readonly first: number; readonly last: number } | undefined;
  /** Scrolls as little as needed for a row to be seen. */
  scrollTo(index: number): void;
}

/** Keeps up which rows are to be drawn; all have one height, below a sticky header as high as they. */
export function useVirtualRows(table: {
  scroller: RefObject<HTMLElement | null>;
  count: number;
  rowHeight: number;
  initialOffset: number;
}): VirtualRows {
  const { scroller, count, rowHeight, initialOffset } = table;
  const [, render] = useReducer((times: number) => times + 1, 0);
  const options: VirtualizerOptions<HTMLElement, HTMLElement> = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
    initialOffset,
    overscan,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => render(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const indexes = virtualizer.getVirtualIndexes();
  const { range } = virtualizer;
  return {
    indexes,
    top: (indexes[0] ?? 0) * rowHeight,
    height: count * rowHeight,
    seen: range === null ? undefined : { first: range.startIndex, last: range.endIndex },
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
}
