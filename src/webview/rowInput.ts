import type { DetailsModel } from './detailsModel.ts';
import { focusDetails } from './focusDetails.ts';
import { moveFocus } from './moveFocus.ts';
import type { PanelModel } from './panelModel.ts';
import { extendTo, isSelected, selectAll, selectOnly, toggle } from './rowSelection.ts';
import { canCancel, detailText, hasBody } from './rowText.ts';
import type { Strings } from './strings.ts';
import type { ChosenRows } from './useChosenRows.ts';
import type { VirtualRows } from './useVirtualRows.ts';

/** What keys and the pointer do in the rows. */
export interface RowInput {
  onKeyDown(event: KeyboardEvent): void;
  onClick(event: MouseEvent): void;
  onDblClick(event: MouseEvent): void;
  onContextMenu(event: MouseEvent): void;
  onFocusIn(event: FocusEvent): void;
}

/** Gives what keys and the pointer do in the rows as they are drawn now. */
export function rowInput(table: {
  model: PanelModel;
  details: DetailsModel;
  rows: VirtualRows;
  chosen: ChosenRows;
  /** Says something to a screen reader. */
  say: (text: string) => void;
  strings: Strings;
}): RowInput {
  const { model, details, rows, chosen, say, strings } = table;
  const { order, count } = model;
  const { selection } = chosen;

  function open(index: number): void {
    const row = model.rowOf(index);
    if (row === undefined) return;
    if (hasBody(row)) model.actions.open(index);
    else say(detailText(row, strings));
  }

  function cancel(index: number): void {
    const row = model.rowOf(index);
    if (row !== undefined && canCancel(row)) model.actions.cancel(index);
  }

  return {
    onKeyDown(event) {
      const index = indexOf(event.target);
      const from = index === undefined ? undefined : order.positionOf(index);
      if (index === undefined || from === undefined || event.altKey) return;
      if (event.ctrlKey || event.metaKey) {
        if (event.key.toLowerCase() !== 'a') return;
        chosen.select(selectAll(order, selection));
        // VS Code would select the text of the whole panel as well.
        event.stopPropagation();
        event.preventDefault();
        return;
      }
      const { first = 0, last = -1 } = rows.seen ?? {};
      const to = moveFocus(event.key, from, count, last - first);
      if (to !== undefined) {
        chosen.moveTo(to, event.shiftKey ? extendTo(order, to, selection, from) : selectOnly(order.at(to)));
      } else if (event.key === ' ') open(index);
      else if (event.key === 'Enter') {
        if (details.state.open) focusDetails();
        else details.open();
      } else if (event.key === 'Delete') cancel(index);
      else return;
      event.preventDefault();
    },

    onClick(event) {
      const index = indexOf(event.target);
      const at = index === undefined ? undefined : order.positionOf(index);
      if (index === undefined || at === undefined) return;
      if (isCancelButton(event.target)) {
        cancel(index);
        // The button goes with what it cancels; the focus it took stays in the table.
        chosen.focus(index);
      } else if (event.shiftKey) chosen.select(extendTo(order, at, selection, at));
      else if (event.ctrlKey || event.metaKey) chosen.select(toggle(index, selection));
      else {
        chosen.choose(index);
        details.open();
      }
    },

    onDblClick(event) {
      const index = indexOf(event.target);
      if (index !== undefined && !isCancelButton(event.target)) open(index);
    },

    // What the menu offers is about the selected rows: the row below the pointer is one of them.
    onContextMenu(event) {
      const index = indexOf(event.target);
      if (index !== undefined && !isSelected(index, selection)) chosen.select(selectOnly(index));
    },

    onFocusIn(event) {
      const index = indexOf(event.target);
      if (index !== undefined) chosen.focused(index);
    },
  };
}

function indexOf(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  const index = row === null ? -1 : Number(row.dataset['index']);
  // Of an order that is still on its way most rows are not known.
  return index < 0 ? undefined : index;
}

function isCancelButton(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-cancel]') !== null;
}
