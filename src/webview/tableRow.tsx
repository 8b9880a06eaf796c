import { useMemo } from 'preact/hooks';
import { formatCount } from '../core/formatCount.ts';
import { formatDuration } from '../core/formatDuration.ts';
import type { FieldDescription, PanelRow } from '../core/panelProtocol.ts';
import { type ColumnName, columnsWith, fieldNumber, isFieldColumn } from '../core/tableLayout.ts';
import { changeText, changeTitle } from './changeText.ts';
import { fieldClass } from './fieldColumns.ts';
import { elideUrl } from './elideUrl.ts';
import { Icon } from './icon.tsx';
import { rowContext } from './rowContext.ts';
import { rowDescriptionId } from './rowDescription.tsx';
import * as text from './rowText.ts';
import { fill, type Strings } from './strings.ts';
import type { UrlRoom } from './useUrlRoom.ts';
import { visibleText } from './visibleText.ts';
import { waterfallText } from './waterfallText.ts';
import { formatBytes } from '../core/formatBytes.ts';

/** One row of the table, its number first; without a `row`, the place of one that has not come yet. */
export function TableRow(props: {
  /** Where it stands, from 0. */
  position: number;
  row: PanelRow | undefined;
  columns: readonly ColumnName[];
  fields: readonly FieldDescription[];
  /** The request's number in the run, from 1. */
  number: number;
  /** In a comparison: bits of what has changed. */
  change: number | undefined;
  /** It is out of view and keeps its place in the document only. */
  apart: boolean;
  /** The focus is on it, or was last. */
  active: boolean;
  selected: boolean;
  tabStop: boolean;
  urlRoom: UrlRoom | undefined;
  strings: Strings;
}) {
  const {
    position,
    row,
    columns,
    fields,
    number,
    change,
    apart,
    active,
    selected,
    tabStop,
    urlRoom,
    strings,
  } = props;
  const known = columnsWith(fields.length);
  // Most renderings change few rows: the others are skipped.
  return useMemo(
    () => (
      <div
        class={`row${apart ? ' apart' : ''}${row?.gone ? ' gone' : ''}`}
        role="row"
        aria-rowindex={position + 2}
        aria-selected={selected}
        aria-describedby={active ? rowDescriptionId : undefined}
        tabIndex={tabStop ? 0 : -1}
        data-index={number - 1}
        data-vscode-context={row && rowContext(row)}
      >
        {columns.includes('number') && (
          <span key="number" class="number" role="gridcell" aria-colindex={1}>
            {row?.gone ? '–' : formatCount(number)}
          </span>
        )}
        {row === undefined ? (
          // One for all cells: while a table is dragged through, hundreds of them would be made for each frame.
          <span
            key="placeholder"
            class="placeholder"
            role="gridcell"
            aria-colindex={2}
            aria-colspan={known.length - 1}
          />
        ) : (
          columns.map(
            (name) =>
              name !== 'number' && (
                <Cell
                  key={name}
                  name={name}
                  row={row}
                  columns={columns}
                  fields={fields}
                  known={known}
                  change={change}
                  urlRoom={urlRoom}
                  strings={strings}
                />
              ),
          )
        )}
        {row !== undefined && text.canCancel(row) && (
          <span class="action" role="gridcell" aria-colindex={known.length + 1}>
            <button
              type="button"
              tabIndex={-1}
              data-cancel
              title={strings.cancelRequest}
              aria-label={strings.cancelRequest}
            >
              <Icon name="close" />
            </button>
          </span>
        )}
      </div>
    ),
    [position, row, columns, fields, number, change, apart, active, selected, tabStop, urlRoom, strings],
  );
}

/** What a row says in a cell. */
interface CellProps {
  name: ColumnName;
  row: PanelRow;
  columns: readonly ColumnName[];
  fields: readonly FieldDescription[];
  /** All that the table can have. */
  known: readonly ColumnName[];
  change: number | undefined;
  urlRoom: UrlRoom | undefined;
  strings: Strings;
}

function Cell(props: CellProps) {
  const { name, row, fields, known, change = 0, strings } = props;
  const cell = { role: 'gridcell', 'aria-colindex': known.indexOf(name) + 1 } as const;
  if (isFieldColumn(name)) {
    const number = fieldNumber(name);
    const value = visibleText(row.fields?.[number] ?? '');
    return (
      <span {...cell} class={`${fieldClass(fields[number])} elided`} dir="auto" title={value || undefined}>
        {value}
      </span>
    );
  }
  switch (name) {
    case 'number':
      return null;
    case 'status':
      return (
        <span
          {...cell}
          class={`status state-${row.state}`}
          title={text.statusTitle(row, strings) || undefined}
        >
          <Icon name={text.stateIcons[row.state]} />
          <span class="elided">{text.statusText(row, strings)}</span>
        </span>
      );
    case 'change':
      return (
        <span {...cell} class="change elided" title={changeTitle(change, row, strings)}>
          {changeText(change, row, strings)}
        </span>
      );
    case 'method':
      return (
        <span
          {...cell}
          class="method elided"
          title={row.method === undefined ? strings.checkedMethod : undefined}
        >
          {text.methodText(row)}
        </span>
      );
    case 'url':
      return <UrlCell {...props} />;
    case 'time':
      return (
        <span {...cell} class="time elided">
          {row.total === undefined ? '' : formatDuration(row.total)}
        </span>
      );
    case 'size':
      return (
        <span
          {...cell}
          class={row.truncated ? 'size elided truncated' : 'size elided'}
          title={row.truncated ? fill(strings.truncated, formatBytes(row.bodyBytes ?? 0)) : undefined}
        >
          {text.sizeText(row)}
        </span>
      );
    case 'type':
      return (
        <span {...cell} class="type elided" title={visibleText(row.contentType ?? '')}>
          {text.typeText(row)}
        </span>
      );
    case 'preview':
      return (
        <span {...cell} class={`preview elided state-${row.state}`} dir="auto">
          {text.previewText(row)}
        </span>
      );
    case 'waterfall':
      // It is drawn over the cell.
      return <span {...cell} class="waterfall" aria-label={waterfallText(row, strings)} />;
    default:
      return name satisfies never;
  }
}

function UrlCell({ row, columns, urlRoom, strings }: CellProps) {
  const redirected = row.hops > 0;
  const title = text.urlTitle(row, strings);
  // Where there is no room for a column of methods, one that says more than GET stands before the URL.
  const method = row.method === 'GET' ? '' : visibleText(row.method ?? '');
  const shownMethod = columns.includes('method') ? '' : method;
  const url = visibleText(row.url);
  return (
    <span class="url" role="gridcell" aria-colindex={5} title={title}>
      <span class="unseen">{`${method} ${title}`.trim()}</span>
      <span class="shown" aria-hidden="true">
        {shownMethod !== '' && <span class="verb">{shownMethod}</span>}
        <bdi class="elided">
          {urlRoom === undefined ? url : elided(url, urlRoom, shownMethod, redirected)}
        </bdi>
        {redirected && (
          <span class="hops">
            <Icon name="arrow-right" />
            {row.hops}
          </span>
        )}
      </span>
    </span>
  );
}

/** Pixels of the sign that redirects were followed. */
const hopsWidth = 40;

function elided(url: string, { width, measure }: UrlRoom, method: string, redirected: boolean): string {
  // A method is set in bold, and a gap follows it.
  const taken = (method === '' ? 0 : measure(method) * 1.15 + measure('n')) + (redirected ? hopsWidth : 0);
  return elideUrl(url, (part) => measure(part) <= width - taken);
}
