import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RowSort } from '../core/rowQuery.ts';
import { type ColumnName, columnsWith, type TableLayout, widthLimits } from '../core/tableLayout.ts';
import { ColumnsButton } from './columnsButton.tsx';
import type { DetailsModel } from './detailsModel.ts';
import { focusDetails } from './detailsPane.tsx';
import { FilterBar } from './filterBar.tsx';
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
import { type HeaderActions, TableHeader } from './tableHeader.tsx';
import { TableRow } from './tableRow.tsx';
import type { TimeRange } from './timeAxis.ts';
import { useAddedFields } from './useAddedFields.ts';
import { useColumns } from './useColumns.ts';
import { useDebounced } from './useDebounced.ts';
import { useKeptPlace } from './useKeptPlace.ts';
import { useRowHeight } from './useRowHeight.ts';
import { useTimeRange } from './useTimeRange.ts';
import { useUrlRoom } from './useUrlRoom.ts';
import { useVirtualRows } from './useVirtualRows.ts';
import { useWheelZoom } from './useWheelZoom.ts';
import { WaterfallCanvas } from './waterfallCanvas.tsx';
import { useWaterfallTip, WaterfallTip } from './waterfallTip.tsx';
import { ZoomButtons } from './zoomButtons.tsx';

/** To VS Code: its menu offers what Gather does with rows, and no text to cut or paste. */
const menuContext = JSON.stringify({ preventDefaultContextMenuItems: true });

/** ms after which a table that was scrolled is at rest. */
const scrollRest = 150;

/** Where a table is scrolled to, the row that has the focus, if any had, those that are selected, and the time that is shown. */
export interface TablePosition {
  /** Pixels. */
  readonly scrollTop: number;
  /** The row's index. */
  readonly active?: number;
  readonly selection?: RowSelection;
  readonly zoom?: TimeRange;
}

/** The table of a run's requests. */
export function RowTable(props: {
  model: PanelModel;
  details: DetailsModel;
  /** The name of the list of rows. */
  list: string;
  /** There is a column of what has changed. */
  comparing: boolean;
  /** Where it is at first; `undefined`: at its top. */
  position: TablePosition | undefined;
  /** Called with where it is now. */
  save: (list: string, position: TablePosition) => void;
  layout: TableLayout;
  setLayout: (layout: TableLayout) => void;
  /** Says something to a screen reader. */
  say: (text: string) => void;
  strings: Strings;
}) {
  const { model, details, list, comparing, position, save, layout, setLayout, say, strings } = props;
  const { count, order, query, total, toReveal, fields } = model;
  const { open: detailsAreOpen } = details.state;
  const table = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const header = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight(header);
  const digits = String(total).length;
  // A digit is a little wider than half an em; commas are narrow, and the padding is an em.
  const numberWidth = Math.max(2.6, (digits + Math.floor((digits - 1) / 3) / 2) * 0.62 + 1.3);
  const { columns, leftOut, template, isCompact, em } = useColumns(
    table,
    layout,
    comparing,
    numberWidth,
    fields,
  );
  useAddedFields({ run: model.shown?.run?.id, fields, layout, setLayout });
  const urlRoom = useUrlRoom(header);
  const [active, setActive] = useState(position?.active);
  const [selection, setSelection] = useState(position?.selection ?? nothingSelected);
  const time = useTimeRange(model, position?.zoom);
  const focusMoved = useRef(false);
  const revealed = useRef<typeof toReveal>(undefined);
  const rows = useVirtualRows({ scroller, count, rowHeight, initialOffset: position?.scrollTop ?? 0 });
  const { first = 0, last = -1 } = rows.seen ?? {};
  const activePosition = useMemo(
    () => (active === undefined ? undefined : order.positionOf(active)),
    [active, order],
  );
  const tabStop = order.at(activePosition ?? first);
  useKeptPlace({ scroller, rows, model, active });
  useWheelZoom(scroller, time);
  const tip = useWaterfallTip(scroller);

  useEffect(() => model.select(selection.ranges), [model, selection]);

  useEffect(() => {
    if (last >= first) model.look(first, last);
  }, [model, order, first, last]);

  useEffect(() => details.follow(model.shown?.run?.id, active), [details, model, list, active]);

  useEffect(() => {
    // The order in which it stands may still be on its way.
    const to = toReveal === revealed.current ? undefined : toReveal && order.positionOf(toReveal.index);
    if (toReveal === undefined || to === undefined) return;
    revealed.current = toReveal;
    focusMoved.current = true;
    setActive(toReveal.index);
    setSelection(selectOnly(toReveal.index));
    rows.scrollTo(to);
    focusRow(toReveal.index);
  }, [toReveal, order]);

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

  const { zoom } = time;
  function saveNow(): void {
    const scrollTop = scroller.current?.scrollTop ?? 0;
    save(list, { scrollTop, selection, ...(active !== undefined && { active }), ...(zoom && { zoom }) });
  }
  useEffect(saveNow, [save, list, active, selection, zoom, query]);
  const saveSoon = useDebounced(saveNow, scrollRest);

  function focusRow(index: number): void {
    scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
  }

  function open(index: number): void {
    const row = model.rowOf(index);
    if (row === undefined) return;
    if (hasBody(row)) model.open(index);
    else say(detailText(row, strings));
  }

  function cancel(index: number): void {
    const row = model.rowOf(index);
    if (row !== undefined && canCancel(row)) model.cancel(index);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const index = indexOf(event.target);
    const from = index === undefined ? undefined : order.positionOf(index);
    if (index === undefined || from === undefined || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'a') return;
      setSelection(selectAll(order, selection));
      // VS Code would select the text of the whole panel as well.
      event.stopPropagation();
      event.preventDefault();
      return;
    }
    const to = moveFocus(event.key, from, count, last - first);
    if (to !== undefined) {
      focusMoved.current = order.at(to) !== active;
      setActive(order.at(to));
      setSelection(event.shiftKey ? extendTo(order, to, selection, from) : selectOnly(order.at(to)));
      rows.scrollTo(to);
    } else if (event.key === ' ') open(index);
    else if (event.key === 'Enter') {
      if (detailsAreOpen) focusDetails();
      else details.open();
    } else if (event.key === 'Delete') cancel(index);
    else return;
    event.preventDefault();
  }

  function onClick(event: MouseEvent): void {
    const index = indexOf(event.target);
    const at = index === undefined ? undefined : order.positionOf(index);
    if (index === undefined || at === undefined) return;
    if (isCancelButton(event.target)) {
      cancel(index);
      // The button goes with what it cancels; the focus it took stays in the table.
      focusRow(index);
    } else if (event.shiftKey) setSelection(extendTo(order, at, selection, at));
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

  const headerActions: HeaderActions = {
    sort: (column) => model.setQuery({ ...query, sort: nextSort(column, query.sort) }),
    resize: (column, pixels) =>
      setLayout(withWidth(layout, column, pixels === undefined ? undefined : pixels / em)),
    zoom: (factor) => time.turn(factor),
    pan: (part) => time.pan(part),
  };
  const hasWaterfall = columns.includes('waterfall');
  const tipRow = tip === undefined ? undefined : model.rowOf(tip.index);
  return (
    <>
      <FilterBar model={model} leave={() => focusRow(tabStop)} strings={strings}>
        {hasWaterfall && (
          <ZoomButtons isZoomed={zoom !== undefined} zoom={(factor) => time.turn(factor)} strings={strings} />
        )}
        <ColumnsButton
          layout={layout}
          comparing={comparing}
          leftOut={leftOut}
          setLayout={setLayout}
          model={model}
          strings={strings}
        />
      </FilterBar>
      <div ref={table} class="table">
        <div
          ref={scroller}
          class={isCompact ? 'grid compact' : 'grid'}
          role="grid"
          aria-label={strings.results}
          aria-rowcount={count + 1}
          aria-colcount={columnsWith(fields.length).length}
          style={{ '--columns': template }}
          onKeyDown={onKeyDown}
          aria-multiselectable
          onClick={onClick}
          onDblClick={onDblClick}
          onContextMenu={onContextMenu}
          data-vscode-context={menuContext}
          onScrollEnd={saveSoon}
          onFocusIn={(event) => setActive((before) => indexOf(event.target) ?? before)}
        >
          <TableHeader
            header={header}
            columns={columns}
            fields={fields}
            sort={query.sort}
            range={time.range}
            actions={headerActions}
            strings={strings}
          />
          <div class="rows" role="rowgroup" style={{ height: `${rows.height}px` }}>
            <div class="window" role="none" style={{ transform: `translateY(${rows.top}px)` }}>
              {withKept(rows.indexes, activePosition).map((at) => {
                const index = order.at(at);
                return (
                  <TableRow
                    key={index}
                    position={at}
                    row={model.row(at)}
                    columns={columns}
                    fields={fields}
                    number={index + 1}
                    change={comparing ? model.changeOf(at) : undefined}
                    apart={at === activePosition && !rows.indexes.includes(at)}
                    active={index === active}
                    selected={isSelected(index, selection)}
                    tabStop={index === tabStop}
                    urlRoom={urlRoom}
                    strings={strings}
                  />
                );
              })}
              {hasWaterfall && (
                <WaterfallCanvas
                  model={model}
                  header={header}
                  positions={rows.indexes}
                  rowHeight={rowHeight}
                  range={time.range}
                  template={template}
                />
              )}
            </div>
          </div>
          {count === 0 && total > 0 && <p class="nothing">{strings.noMatch}</p>}
        </div>
      </div>
      {tip && tipRow && (
        <WaterfallTip row={tipRow} now={model.wallTime} x={tip.x} y={tip.y} strings={strings} />
      )}
      <RowDescription row={active === undefined ? undefined : model.rowOf(active)} strings={strings} />
    </>
  );
}

/** A column's first click sorts by it, the second the other way round, the third no longer. */
function nextSort(column: ColumnName, before: RowSort | undefined): RowSort | undefined {
  if (before?.column !== column) return { column, descending: false };
  return before.descending ? undefined : { column, descending: true };
}

function withWidth(layout: TableLayout, column: ColumnName, em: number | undefined): TableLayout {
  const { [column]: _, ...others } = layout.widths;
  if (em === undefined) return { ...layout, widths: others };
  const width = Math.min(Math.max(em, widthLimits.least), widthLimits.most);
  return { ...layout, widths: { ...others, [column]: width } };
}

function indexOf(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return row === null ? undefined : Number(row.dataset['index']);
}

function isCancelButton(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-cancel]') !== null;
}

/** The row with the focus stays in the document even where it is out of view: with it the focus would go. */
function withKept(positions: readonly number[], kept: number | undefined): readonly number[] {
  if (kept === undefined || positions.includes(kept)) return positions;
  return kept < (positions[0] ?? 0) ? [kept, ...positions] : [...positions, kept];
}
