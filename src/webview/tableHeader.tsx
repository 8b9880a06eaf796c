import { useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import { formatCount } from '../core/formatCount.ts';
import type { RowSort } from '../core/rowQuery.ts';
import type { FieldDescription } from '../core/panelProtocol.ts';
import { type ColumnName, columnsWith, fieldNumber, isFieldColumn } from '../core/tableLayout.ts';
import { fieldClass } from './fieldColumns.ts';
import { Icon } from './icon.tsx';
import { fill, type Strings } from './strings.ts';
import { TimeTicks } from './timeTicks.tsx';
import type { TimeRange } from './timeAxis.ts';
import { visibleText } from './visibleText.ts';

/** What a person can do with a table's columns and its axis of time. */
export interface HeaderActions {
  /** A click: sorts by the column, the other way round, or no longer. */
  sort(column: ColumnName): void;
  /** The column is to be so many pixels wide; `undefined`: as wide as it likes. */
  resize(column: ColumnName, width: number | undefined): void;
  /** `factor` of the stretch of time that is shown; `undefined`: all of it. */
  zoom(factor: number | undefined): void;
  /** Shows an earlier or later stretch, by this part of it. */
  pan(part: number): void;
}

/** Pixels by which a key changes a width. */
const widthStep = 16;

/** The names of the columns: one of them takes the focus, and arrow keys lead to the others. */
export function TableHeader(props: {
  header: RefObject<HTMLDivElement | null>;
  columns: readonly ColumnName[];
  fields: readonly FieldDescription[];
  sort: RowSort | undefined;
  range: TimeRange;
  actions: HeaderActions;
  strings: Strings;
}) {
  const { header, columns, fields, sort, range, actions, strings } = props;
  const [chosen, setChosen] = useState<ColumnName>();
  const tabStop = chosen !== undefined && columns.includes(chosen) ? chosen : columns[0];

  function cellOf(name: ColumnName): HTMLElement | null {
    return header.current?.querySelector<HTMLElement>(`[data-column="${name}"]`) ?? null;
  }

  function onKeyDown(event: KeyboardEvent, name: ColumnName): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = columns.indexOf(name);
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    const next = step === 0 ? undefined : columns[at + step];
    if (step !== 0 && event.shiftKey) {
      actions.resize(name, (cellOf(name)?.offsetWidth ?? 0) + step * widthStep);
    } else if (next !== undefined) cellOf(next)?.focus();
    else if (event.key === 'Enter' || event.key === ' ') actions.sort(name);
    else if (name !== 'waterfall' || !turnAxis(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function turnAxis(key: string): boolean {
    if (key === '+' || key === '=') actions.zoom(0.5);
    else if (key === '-') actions.zoom(2);
    else if (key === '0') actions.zoom(undefined);
    else if (key === 'PageUp') actions.pan(-0.5);
    else if (key === 'PageDown') actions.pan(0.5);
    else return false;
    return true;
  }

  return (
    <div ref={header} class="header" role="row" aria-rowindex={1}>
      {columns.map((name) => {
        const sorted = sort?.column === name ? sort : undefined;
        const field = isFieldColumn(name) ? fields[fieldNumber(name)] : undefined;
        const label = isFieldColumn(name) ? visibleText(field?.name ?? '') : strings[name];
        return (
          <span
            key={name}
            class={isFieldColumn(name) ? fieldClass(field) : name}
            role="columnheader"
            aria-colindex={columnsWith(fields.length).indexOf(name) + 1}
            aria-label={label}
            aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'}
            aria-description={name === 'waterfall' ? strings.axisKeys : strings.columnKeys}
            title={name === 'change' ? strings.paceRule : field ? fieldTitle(field, strings) : label}
            tabIndex={name === tabStop ? 0 : -1}
            data-column={name}
            onFocus={() => setChosen(name)}
            onClick={() => actions.sort(name)}
            onKeyDown={(event) => onKeyDown(event, name)}
          >
            {name === 'waterfall' ? (
              <TimeTicks range={range} />
            ) : (
              <span class="elided">{name === 'number' ? '#' : label}</span>
            )}
            {sorted && <Icon name={sorted.descending ? 'arrow-down' : 'arrow-up'} />}
            <Resizer
              width={() => cellOf(name)?.offsetWidth ?? 0}
              resize={(width) => actions.resize(name, width)}
            />
          </span>
        );
      })}
    </div>
  );
}

/** What a field is and, where that is so, why it has not all of its values. */
function fieldTitle({ name, expression, lost, failure }: FieldDescription, strings: Strings): string {
  const title = name === expression ? name : `${name} = ${expression}`;
  const lacks = [
    ...(lost === undefined ? [] : [fill(strings.fieldLost, formatCount(lost))]),
    ...(failure === undefined ? [] : [fill(strings.fieldFailure, failure)]),
  ];
  return visibleText([title, ...lacks].join(' · '));
}

/** The edge of a column, to be dragged; a double click gives the column its usual width. */
function Resizer({ width, resize }: { width: () => number; resize: (width: number | undefined) => void }) {
  const drag = useRef<{ x: number; width: number }>(undefined);
  return (
    <span
      class="resizer"
      aria-hidden="true"
      onClick={(event) => event.stopPropagation()}
      onDblClick={() => resize(undefined)}
      onPointerDown={(event) => {
        drag.current = { x: event.clientX, width: width() };
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        if (drag.current) resize(drag.current.width + event.clientX - drag.current.x);
      }}
      onPointerUp={() => (drag.current = undefined)}
      onPointerCancel={() => (drag.current = undefined)}
    />
  );
}
