import { useMemo } from 'preact/hooks';
import { formatDuration } from '../core/formatDuration.ts';
import type { PanelRow } from '../core/panelProtocol.ts';
import { formatCount } from './formatCount.ts';
import { Icon } from './icon.tsx';
import * as text from './rowText.ts';
import { splitUrl } from './splitUrl.ts';
import { fill, type Strings } from './strings.ts';
import { visibleText } from './visibleText.ts';
import { formatBytes } from '../core/formatBytes.ts';

/** One row of the table; without a `row`, the place of one that has not come yet. */
export function TableRow(props: {
  index: number;
  row: PanelRow | undefined;
  /** It is out of view and keeps its place in the document only. */
  apart: boolean;
  selected: boolean;
  tabStop: boolean;
  strings: Strings;
}) {
  const { index, row, apart, selected, tabStop, strings } = props;
  // Most renderings change few rows: the others are skipped.
  return useMemo(
    () => (
      <div
        class={apart ? 'row apart' : 'row'}
        role="row"
        aria-rowindex={index + 2}
        aria-selected={selected}
        tabIndex={tabStop ? 0 : -1}
        data-index={index}
      >
        <span class="number" role="gridcell" aria-colindex={1}>
          {formatCount(index + 1)}
        </span>
        {row === undefined ? <Placeholders /> : <Cells row={row} strings={strings} />}
      </div>
    ),
    [index, row, apart, selected, tabStop, strings],
  );
}

function Cells({ row, strings }: { row: PanelRow; strings: Strings }) {
  return (
    <>
      <span
        class={`status state-${row.state}`}
        role="gridcell"
        aria-colindex={2}
        title={text.failureText(row) || undefined}
      >
        <Icon name={text.stateIcons[row.state]} />
        <span class="elided">{text.statusText(row, strings)}</span>
      </span>
      <span class="method elided" role="gridcell" aria-colindex={3}>
        {visibleText(row.method)}
      </span>
      <UrlCell row={row} strings={strings} />
      <span class="time" role="gridcell" aria-colindex={5}>
        {row.total === undefined ? '' : formatDuration(row.total)}
      </span>
      <span
        class={row.truncated ? 'size truncated' : 'size'}
        role="gridcell"
        aria-colindex={6}
        title={row.truncated ? fill(strings.truncated, formatBytes(row.bodyBytes ?? 0)) : undefined}
      >
        {text.sizeText(row)}
      </span>
      <span class="type elided" role="gridcell" aria-colindex={7} title={visibleText(row.contentType ?? '')}>
        {text.typeText(row)}
      </span>
      <span class={`preview elided state-${row.state}`} role="gridcell" aria-colindex={8} dir="auto">
        {text.previewText(row)}
      </span>
      {text.canCancel(row) && (
        <span class="action" role="gridcell" aria-colindex={9}>
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

function UrlCell({ row, strings }: { row: PanelRow; strings: Strings }) {
  const { head, tail } = splitUrl(visibleText(row.url));
  const redirect = text.redirectText(row, strings);
  return (
    <span class="url" role="gridcell" aria-colindex={4} title={text.urlTitle(row, strings)}>
      <bdi class="head elided">{head}</bdi>
      <bdi class="tail">{tail}</bdi>
      {redirect !== undefined && (
        <span class="hops">
          <Icon name="arrow-right" />
          {row.hops}
          <span class="unseen"> {redirect}</span>
        </span>
      )}
    </span>
  );
}

const placeholders = ['status', 'method', 'url', 'time', 'size', 'type', 'preview'];

function Placeholders() {
  return (
    <>
      {placeholders.map((name, at) => (
        <span key={name} class={`${name} placeholder`} role="gridcell" aria-colindex={at + 2} />
      ))}
    </>
  );
}
