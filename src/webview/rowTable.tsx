import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DetailsModel } from './detailsModel.ts';
import { focusDetails } from './detailsPane.tsx';
import { moveFocus } from './moveFocus.ts';
import type { PanelModel } from './panelModel.ts';
import { RowDescription } from './rowDescription.tsx';
import {
  extendTo,
  isSelected,
  nothingSelected,
  type RowSelection,
  selectAll,
  selectOnly,
  toggle,
} from './rowSelection.ts';
import { canCancel, detailText, hasBody } from './rowText.ts';
import type { Strings } from './strings.ts';
import { TableRow } from './tableRow.tsx';
import { useRowHeight } from './useRowHeight.ts';
import { useUrlRoom } from './useUrlRoom.ts';
import { useVirtualRows } from './useVirtualRows.ts';

const columns = [
  'number',
  'status',
  'change',
  'method',
  'url',
  'time',
  'size',
  'type',
  'preview',
  'actions',
] as const;

/** To VS Code: its menu offers what Gather does with rows, and no text to cut or paste. */
const menuContext = JSON.stringify({ preventDefaultContextMenuItems: true });

/** Where a table is scrolled to, the row that has the focus, if any had, and those that are selected. */
export interface TablePosition {
  /** Pixels. */
  readonly scrollTop: number;
  readonly active?: number;
  readonly selection?: RowSelection;
}

/** The table of a run's requests, in input order. */
export function RowTable(props: {
  model: PanelModel;
  details: DetailsModel;
  /** The name of the list of rows. */
  list: string;
  count: number;
  /** There is a column of what has changed. */
  comparing: boolean;
  /** Where it is at first; `undefined`: at its top. */
  position: TablePosition | undefined;
  /** Called with where it is now. */
  save: (list: string, position: TablePosition) => void;
  /** Says something to a screen reader. */
  say: (text: string) => void;
  strings: Strings;
}) {
  const { model, details, list, count, comparing, position, save, say, strings } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const header = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight(header);
  const urlRoom = useUrlRoom(header);
  const [active, setActive] = useState(position?.active);
  const [selection, setSelection] = useState(position?.selection ?? nothingSelected);
  const focusMoved = useRef(false);
  const rows = useVirtualRows({ scroller, count, rowHeight, initialOffset: position?.scrollTop ?? 0 });
  const { first = 0, last = -1 } = rows.seen ?? {};
  const tabStop = active ?? first;
  const focused = active === undefined ? undefined : model.indexAt(active);
  const { toReveal } = model;
  const { open: detailsAreOpen } = details.state;

  useEffect(() => model.select(selection.ranges), [model, selection]);

  useEffect(() => {
    if (last >= first) model.look(first, last);
  }, [model, first, last, count]);

  useEffect(() => details.follow(model.shown?.run?.id, focused), [details, model, list, focused]);

  useEffect(() => {
    const to = toReveal === undefined ? undefined : model.positionOf(toReveal.index);
    if (to === undefined) return;
    focusMoved.current = true;
    setActive(to);
    setSelection(selectOnly(to));
    rows.scrollTo(to);
    focusRow(to);
  }, [toReveal]);

  useLayoutEffect(() => {
    // The pane that has opened may have taken the place of the row that it is about.
    const row = scroller.current?.querySelector(`[data-index="${active}"]:not(.apart)`);
    if (detailsAreOpen) row?.scrollIntoView({ block: 'nearest' });
  }, [detailsAreOpen]);

  useLayoutEffect(() => {
    if (!focusMoved.current) return;
    focusMoved.current = false;
    if (active !== undefined) focusRow(active);
  }, [active]);

  const hasRows = last >= first;
  const tabStopNow = useRef(tabStop);
  tabStopNow.current = tabStop;
  useEffect(() => {
    if (!hasRows) return undefined;
    // The focus that VS Code gives to the panel is of use in the table only.
    const takeFocus = () => {
      if (document.hasFocus() && document.activeElement === document.body) focusRow(tabStopNow.current);
    };
    takeFocus();
    window.addEventListener('focus', takeFocus);
    return () => window.removeEventListener('focus', takeFocus);
  }, [hasRows]);

  function saveNow(): void {
    const scrollTop = scroller.current?.scrollTop ?? 0;
    save(list, { scrollTop, selection, ...(active === undefined ? {} : { active }) });
  }
  useEffect(saveNow, [save, list, active, selection]);

  function focusRow(index: number): void {
    scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
  }

  function open(index: number): void {
    const row = model.row(index);
    if (row === undefined) return;
    if (hasBody(row)) model.open(index);
    else say(detailText(row, strings));
  }

  function cancel(index: number): void {
    const row = model.row(index);
    if (row !== undefined && canCancel(row)) model.cancel(index);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const from = indexOf(event.target);
    if (from === undefined || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'a') return;
      setSelection(selectAll(count, selection));
      // VS Code would select the text of the whole panel as well.
      event.stopPropagation();
      event.preventDefault();
      return;
    }
    const to = moveFocus(event.key, from, count, last - first);
    if (to !== undefined) {
      focusMoved.current = to !== active;
      setActive(to);
      setSelection(event.shiftKey ? extendTo(to, selection, from) : selectOnly(to));
      rows.scrollTo(to);
    } else if (event.key === ' ') open(from);
    else if (event.key === 'Enter') {
      if (detailsAreOpen) focusDetails();
      else details.open();
    } else if (event.key === 'Delete') cancel(from);
    else return;
    event.preventDefault();
  }

  function onClick(event: MouseEvent): void {
    const index = indexOf(event.target);
    if (index === undefined) return;
    if (isCancelButton(event.target)) {
      cancel(index);
      // The button goes with what it cancels; the focus it took stays in the table.
      focusRow(index);
    } else if (event.shiftKey) setSelection(extendTo(index, selection, index));
    else if (event.ctrlKey || event.metaKey) setSelection(toggle(index, selection));
    else {
      setSelection(selectOnly(index));
      details.open();
    }
  }

  function onDblClick(event: MouseEvent): void {
    const index = indexOf(event.target);
    if (index !== undefined && !isCancelButton(event.target)) open(index);
  }

  /** What the menu offers is about the selected rows: the row below the pointer is one of them. */
  function onContextMenu(event: MouseEvent): void {
    const index = indexOf(event.target);
    if (index !== undefined && !isSelected(index, selection)) setSelection(selectOnly(index));
  }

  const digits = String(count).length;
  return (
    <>
      <div class="table">
        <div
          ref={scroller}
          class={comparing ? 'grid comparing' : 'grid'}
          role="grid"
          aria-label={strings.results}
          aria-rowcount={count + 1}
          aria-colcount={columns.length}
          style={{ '--digits': String(digits + Math.floor((digits - 1) / 3) / 2) }}
          onKeyDown={onKeyDown}
          aria-multiselectable
          onClick={onClick}
          onDblClick={onDblClick}
          onContextMenu={onContextMenu}
          data-vscode-context={menuContext}
          onScrollEnd={saveNow}
          onFocusIn={(event) => setActive((before) => indexOf(event.target) ?? before)}
        >
          <div ref={header} class="header" role="row" aria-rowindex={1}>
            {columns.map(
              (name, at) =>
                (name !== 'change' || comparing) && (
                  <span
                    key={name}
                    class={name}
                    role="columnheader"
                    aria-colindex={at + 1}
                    aria-label={strings[name]}
                    title={name === 'change' ? strings.paceRule : undefined}
                  >
                    {name === 'number' ? '#' : strings[name]}
                  </span>
                ),
            )}
          </div>
          <div class="rows" role="rowgroup" style={{ height: `${rows.height}px` }}>
            <div class="window" role="none" style={{ transform: `translateY(${rows.top}px)` }}>
              {withKept(rows.indexes, active, count).map((index) => (
                <TableRow
                  key={index}
                  index={index}
                  row={model.row(index)}
                  number={model.indexAt(index) + 1}
                  change={comparing ? model.changeOf(index) : undefined}
                  apart={index === active && !rows.indexes.includes(index)}
                  active={index === active}
                  selected={isSelected(index, selection)}
                  tabStop={index === tabStop}
                  urlRoom={urlRoom}
                  strings={strings}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
      <RowDescription row={active === undefined ? undefined : model.row(active)} strings={strings} />
    </>
  );
}

function indexOf(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return row === null ? undefined : Number(row.dataset['index']);
}

function isCancelButton(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-cancel]') !== null;
}

/** The row with the focus stays in the document even where it is out of view: with it the focus would go. */
function withKept(indexes: readonly number[], kept: number | undefined, count: number): readonly number[] {
  if (kept === undefined || kept >= count || indexes.includes(kept)) return indexes;
  return kept < (indexes[0] ?? 0) ? [kept, ...indexes] : [...indexes, kept];
}
