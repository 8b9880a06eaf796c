import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PanelModel } from './panelModel.ts';
import { isSeveral, nothingSelected, type RowSelection, selectOnly } from './rowSelection.ts';
import type { TablePosition } from './tablePosition.ts';
import type { VirtualRows } from './useVirtualRows.ts';

/** The row that has the focus, or had it last, and those that are selected; rows are named by their indexes. */
export interface ChosenRows {
  readonly active: number | undefined;
  /** Where that row stands; `undefined`: there is none, or it is not shown. */
  readonly activePosition: number | undefined;
  /** The row that Tab leads to. */
  readonly tabStop: number;
  readonly selection: RowSelection;
  /** A row has got the focus. */
  focused(index: number): void;
  /** A person has selected rows otherwise than by choosing one. */
  select(selection: RowSelection): void;
  /** A person has chosen one row, and no other. */
  choose(index: number): void;
  /** Gives the focus to the row at a position, with what is selected then. */
  moveTo(position: number, selection: RowSelection): void;
  /** Gives the focus to a row, where it is drawn. */
  focus(index: number): void;
}

/** Keeps up which row has the focus and which are selected, for the person, the host, and when the host reveals one. */
export function useChosenRows(table: {
  scroller: RefObject<HTMLElement | null>;
  rows: VirtualRows;
  model: PanelModel;
  position: TablePosition | undefined;
}): ChosenRows {
  const { scroller, rows, model, position } = table;
  const { order, toReveal, isPicture } = model;
  const { first = 0, last = -1 } = rows.seen ?? {};
  const [active, setActive] = useState(position?.active);
  const [selection, setSelection] = useState(position?.selection ?? nothingSelected);
  const focusMoved = useRef(false);
  const revealed = useRef<typeof toReveal>(undefined);
  const activePosition = useMemo(
    () => (active === undefined ? undefined : order.positionOf(active)),
    [active, order],
  );
  const tabStop = order.at(activePosition ?? first);

  function focus(index: number): void {
    scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
  }

  function select(selected: RowSelection): void {
    setSelection(selected);
    model.actions.dropChoice();
  }

  function choose(index: number): void {
    setSelection(selectOnly(index));
    model.actions.choose(index);
  }

  useEffect(() => model.actions.select(selection.ranges), [model, selection, isPicture]);

  useEffect(() => {
    // The order in which it stands may still be on its way.
    const to = toReveal === revealed.current ? undefined : toReveal && order.positionOf(toReveal.index);
    if (toReveal === undefined || to === undefined) return;
    revealed.current = toReveal;
    if (toReveal.follows && isSeveral(selection)) return;
    focusMoved.current = !toReveal.follows;
    setActive(toReveal.index);
    setSelection(selectOnly(toReveal.index));
    rows.scrollTo(to);
    if (!toReveal.follows) return focus(toReveal.index);
    // A row that has kept the focus for when the panel has it again would then be the active one.
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && activeElement.closest('[data-index]')) activeElement.blur();
  }, [toReveal, order]);

  useLayoutEffect(() => {
    if (!focusMoved.current) return;
    focusMoved.current = false;
    if (active !== undefined) focus(active);
  }, [active]);

  const hasRows = last >= first;
  const tabStopNow = useRef(tabStop);
  tabStopNow.current = tabStop;
  useEffect(() => {
    if (!hasRows) return undefined;
    // The focus that VS Code gives to the panel is of use in the table only.
    const takeFocus = () => {
      if (document.hasFocus() && document.activeElement === document.body) focus(tabStopNow.current);
    };
    takeFocus();
    window.addEventListener('focus', takeFocus);
    return () => window.removeEventListener('focus', takeFocus);
  }, [hasRows]);

  return {
    active,
    activePosition,
    tabStop,
    selection,
    focused: setActive,
    select,
    choose,
    moveTo: (to, selectedThen) => {
      if (order.at(to) < 0) return;
      focusMoved.current = order.at(to) !== active;
      setActive(order.at(to));
      if (isSeveral(selectedThen)) select(selectedThen);
      else choose(order.at(to));
      rows.scrollTo(to);
    },
    focus,
  };
}
