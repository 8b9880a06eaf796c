import { useMemo } from 'preact/hooks';
import { formatDuration } from '../core/formatDuration.ts';
import type { PanelRow } from '../core/panelProtocol.ts';
import { changeText, changeTitle } from './changeText.ts';
import { elideUrl } from './elideUrl.ts';
import { formatCount } from './formatCount.ts';
import { Icon } from './icon.tsx';
import { rowContext } from './rowContext.ts';
import { rowDescriptionId } from './rowDescription.tsx';
import * as text from './rowText.ts';
import { fill, type Strings } from './strings.ts';
import type { UrlRoom } from './useUrlRoom.ts';
import { visibleText } from './visibleText.ts';
import { formatBytes } from '../core/formatBytes.ts';

/** One row of the table; without a `row`, the place of one that has not come yet. */
export function TableRow(props: {
  index: number;
  row: PanelRow | undefined;
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
  const { index, row, number, change, apart, active, selected, tabStop, urlRoom, strings } = props;
  // Most renderings change few rows: the others are skipped.
  return useMemo(
    () => (
      <div
        class={`row${apart ? ' apart' : ''}${row?.gone ? ' gone' : ''}`}
        role="row"
        aria-rowindex={index + 2}
        aria-selected={selected}
        aria-describedby={active ? rowDescriptionId : undefined}
        tabIndex={tabStop ? 0 : -1}
        data-index={index}
        data-vscode-context={row && rowContext(row)}
      >
        <span class="number" role="gridcell" aria-colindex={1}>
          {row?.gone ? '–' : formatCount(number)}
        </span>
        {row === undefined ? (
          <Placeholders />
        ) : (
          <Cells row={row} change={change} urlRoom={urlRoom} strings={strings} />
        )}
      </div>
    ),
    [index, row, number, change, apart, active, selected, tabStop, urlRoom, strings],
  );
}

/** What a row says in its cells. */
interface CellsProps {
  row: PanelRow;
  change?: number | undefined;
  urlRoom: UrlRoom | undefined;
  strings: Strings;
}

function Cells({ row, change, urlRoom, strings }: CellsProps) {
  return (
    <>
      <span
        class={`status state-${row.state}`}
        role="gridcell"
        aria-colindex={2}
        title={text.statusTitle(row, strings) || undefined}
      >
        <Icon name={text.stateIcons[row.state]} />
        <span class="elided">{text.statusText(row, strings)}</span>
      </span>
      {change !== undefined && (
        <span
          class="change elided"
          role="gridcell"
          aria-colindex={3}
          title={changeTitle(change, row, strings)}
        >
          {changeText(change, row, strings)}
        </span>
      )}
      <span
        class="method"
        role="gridcell"
        aria-colindex={4}
        title={row.method === undefined ? strings.checkedMethod : undefined}
      >
        {text.methodText(row)}
      </span>
      <UrlCell row={row} urlRoom={urlRoom} strings={strings} />
      <span class="time" role="gridcell" aria-colindex={6}>
        {row.total === undefined ? '' : formatDuration(row.total)}
      </span>
      <span
        class={row.truncated ? 'size truncated' : 'size'}
        role="gridcell"
        aria-colindex={7}
        title={row.truncated ? fill(strings.truncated, formatBytes(row.bodyBytes ?? 0)) : undefined}
      >
        {text.sizeText(row)}
      </span>
      <span class="type elided" role="gridcell" aria-colindex={8} title={visibleText(row.contentType ?? '')}>
        {text.typeText(row)}
      </span>
      <span class={`preview elided state-${row.state}`} role="gridcell" aria-colindex={9} dir="auto">
        {text.previewText(row)}
      </span>
      {text.canCancel(row) && (
        <span class="action" role="gridcell" aria-colindex={10}>
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
    </>
  );
}

function UrlCell({ row, urlRoom, strings }: CellsProps) {
  const redirected = row.hops > 0;
  const title = text.urlTitle(row, strings);
  // Where there is no room for a column of methods, one that says more than GET stands before the URL.
  const method = row.method === 'GET' ? '' : visibleText(row.method ?? '');
  const url = visibleText(row.url);
  return (
    <span class="url" role="gridcell" aria-colindex={5} title={title}>
      <span class="unseen">{`${method} ${title}`.trim()}</span>
      <span class="shown" aria-hidden="true">
        {method !== '' && <span class="verb">{method}</span>}
        <bdi class="elided">{urlRoom === undefined ? url : elided(url, urlRoom, method, redirected)}</bdi>
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

const placeholders = ['status', 'url', 'time', 'size', 'type', 'preview'];

function Placeholders() {
  return (
    <>
      {placeholders.map((name, at) => (
        <span key={name} class={`${name} placeholder`} role="gridcell" aria-colindex={at + 2} />
      ))}
    </>
  );
}
