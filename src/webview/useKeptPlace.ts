import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { PanelModel } from './panelModel.ts';
import type { VirtualRows } from './useVirtualRows.ts';

/** ms for which rows keep their places after the pointer has moved over them. */
const pointerRest = 1000;

/**
 * Keeps rows in their places as far as can be: where an order is told anew, the first row that is seen, or the active one,
 * stays where it is; and nothing moves under a pointer that is about to choose. Another query begins at the top.
 */
export function useKeptPlace(table: {
  scroller: RefObject<HTMLElement | null>;
  rows: VirtualRows;
  model: PanelModel;
  active: number | undefined;
}): void {
  const { scroller, rows, model, active } = table;
  const { order, query } = model;
  const before = useRef({ order, query });
  useLayoutEffect(() => {
    const { order: orderBefore, query: queryBefore } = before.current;
    before.current = { order, query: order === orderBefore ? queryBefore : query };
    const element = scroller.current;
    if (element === null || order === orderBefore) return;
    if (query !== queryBefore) {
      element.scrollTop = 0;
      return;
    }
    const { first, last } = rows.seen ?? { first: 0, last: 0 };
    const activeBefore = active === undefined ? undefined : orderBefore.positionOf(active);
    const isActiveSeen = activeBefore !== undefined && first <= activeBefore && activeBefore <= last;
    if (!isActiveSeen && element.scrollTop === 0) return;
    const kept = isActiveSeen ? activeBefore : first;
    const now = order.positionOf(orderBefore.at(kept));
    if (now !== undefined && now !== kept) rows.scrollBy(now - kept);
  });

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    let timer: number | undefined;
    const release = () => {
      clearTimeout(timer);
      model.hold(false);
    };
    const hold = () => {
      clearTimeout(timer);
      model.hold(true);
      timer = window.setTimeout(release, pointerRest);
    };
    element.addEventListener('pointermove', hold);
    element.addEventListener('pointerleave', release);
    return () => {
      release();
      element.removeEventListener('pointermove', hold);
      element.removeEventListener('pointerleave', release);
    };
  }, [scroller, model]);
}
