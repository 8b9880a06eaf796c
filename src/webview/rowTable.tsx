import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import {
  type ChangeLayout,
  type ColumnName,
  columnsWith,
  type TableLayout,
  widthLimits,
} from '../core/tableLayout.ts';
import { ColumnsButton } from './columnsButton.tsx';
import type { DetailsModel } from './detailsModel.ts';
import { FilterBar } from './filterBar.tsx';
import type { PanelModel } from './panelModel.ts';
import { RowDescription } from './rowDescription.tsx';
import { rowInput } from './rowInput.ts';
import { isSelected } from './rowSelection.ts';
import type { Strings } from './strings.ts';
import { type HeaderActions, TableHeader } from './tableHeader.tsx';
import { TableRow } from './tableRow.tsx';
import type { SavePosition, TablePosition } from './tablePosition.ts';
import { useChosenRows } from './useChosenRows.ts';
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

/** ms after which a table in which nothing has moved or changed is at rest. */
const rest = 150;

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
  /** Called with where it is now and, where it has come to rest, the positions that are drawn. */
  save: SavePosition;
  layout: TableLayout;
  changeLayout: ChangeLayout;
  /** Says something to a screen reader. */
  say: (text: string) => void;
  strings: Strings;
}) {
  const { model, details, list, comparing, position, save, layout, changeLayout, say, strings } = props;
  const { count, order, query, total, fields } = model;
  const { open: detailsAreOpen } = details.state;
  const table = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const header = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight(header);
  const digits = String(total).length;
  // A digit is a little wider than half an em; commas are narrow, and the padding is an em.
  const numberWidth = Math.max(2.6, (digits + Math.floor((digits - 1) / 3) / 2) * 0.62 + 1.3);
  const { columns, leftOut, template, leastWidth, isCompact, em } = useColumns(
    table,
    layout,
    comparing,
    numberWidth,
    fields,
  );
  useAddedFields({ run: model.shown?.run?.id, fields, layout, changeLayout });
  const urlRoom = useUrlRoom(header);
  const time = useTimeRange(model, position?.zoom);
  const rows = useVirtualRows({ scroller, count, rowHeight, initialOffset: position?.scrollTop ?? 0 });
  const { first = 0, last = -1 } = rows.seen ?? {};
  const chosen = useChosenRows({ scroller, rows, model, position });
  const { active, activePosition, selection, tabStop } = chosen;
  useKeptPlace({ scroller, rows, model, active });
  useWheelZoom(scroller, time);
  const tip = useWaterfallTip(scroller);

  useEffect(() => {
    if (last >= first) model.look(first, last);
  }, [model, order, first, last]);

  useEffect(() => details.follow(model.shown?.run?.id, active), [details, model, list, active]);

  useLayoutEffect(() => {
    // The pane that has opened may have taken the place of the row that it is about.
    const row = scroller.current?.querySelector(`[data-index="${active}"]:not(.apart)`);
    if (detailsAreOpen) row?.scrollIntoView({ block: 'nearest' });
  }, [detailsAreOpen]);

  const { zoom } = time;
  function saveNow(drawn?: readonly number[]): void {
    const scrollTop = scroller.current?.scrollTop ?? 0;
    const chosenNow = { selection, ...(active !== undefined && { active }) };
    save(list, { scrollTop, ...chosenNow, ...(zoom && { zoom }) }, drawn);
  }
  useEffect(() => saveNow(), [save, list, active, selection, zoom, query]);
  const saveSoon = useDebounced(() => saveNow(rows.indexes), rest);
  useEffect(saveSoon);

  const headerActions: HeaderActions = {
    sort: (column) => model.turnSort(column),
    resize: (column, pixels) =>
      changeLayout((before) => withWidth(before, column, pixels === undefined ? undefined : pixels / em)),
    zoom: (factor) => time.turn(factor),
    pan: (part) => time.pan(part),
  };
  const hasWaterfall = columns.includes('waterfall');
  const tipRow = tip === undefined ? undefined : model.rowOf(tip.index);
  return (
    <>
      <FilterBar model={model} leave={() => chosen.focus(tabStop)} strings={strings}>
        {hasWaterfall && (
          <ZoomButtons isZoomed={zoom !== undefined} zoom={(factor) => time.turn(factor)} strings={strings} />
        )}
        <ColumnsButton
          layout={layout}
          comparing={comparing}
          leftOut={leftOut}
          changeLayout={changeLayout}
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
          style={{ '--columns': template, '--least-width': `${leastWidth}em` }}
          aria-multiselectable
          {...rowInput({ model, details, rows, chosen, say, strings })}
          data-vscode-context={menuContext}
          onScrollEnd={saveSoon}
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

function withWidth(layout: TableLayout, column: ColumnName, em: number | undefined): TableLayout {
  const { [column]: _, ...others } = layout.widths;
  if (em === undefined) return { ...layout, widths: others };
  const width = Math.min(Math.max(em, widthLimits.least), widthLimits.most);
  return { ...layout, widths: { ...others, [column]: width } };
}

/** The row with the focus stays in the document even where it is out of view: with it the focus would go. */
function withKept(positions: readonly number[], kept: number | undefined): readonly number[] {
  if (kept === undefined || positions.includes(kept)) return positions;
  return kept < (positions[0] ?? 0) ? [kept, ...positions] : [...positions, kept];
}
