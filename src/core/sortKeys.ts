import { changeKinds, isOfKind } from './change.ts';
import { type ComparedRuns, locate } from './comparedRuns.ts';
import { maskUrl } from './maskSecrets.ts';
import { mediaType } from './mediaType.ts';
import { isChecked, type PanelRun } from './panelRow.ts';
import { firstOutcome, stateCode } from './rowState.ts';
import { type ColumnName, fieldNumber, isFieldColumn } from './tableLayout.ts';
import type { TextBytes } from './textBytes.ts';

/** By what entries are sorted: a number, `NaN` where an entry has none, or a text, which is put in a place unless it is empty. */
export type SortKey =
  | { readonly number: (entry: number) => number }
  | { readonly put: (entry: number, texts: TextBytes, place: number) => void };

type NumberOf = (run: PanelRun, row: number) => number;
type PutText = (run: PanelRun, row: number, texts: TextBytes, place: number) => void;

/** By what entries are sorted where that is done by a column. */
export function sortKey(runs: ComparedRuns, column: ColumnName): SortKey {
  const changes = runs.comparison?.changes;
  const number = (of: NumberOf): SortKey => ({
    number: (entry) => {
      const { run, row } = locate(runs, entry);
      return of(run, row);
    },
  });
  const text = (put: PutText): SortKey => ({
    put: (entry, texts, place) => {
      const { run, row } = locate(runs, entry);
      put(run, row, texts, place);
    },
  });
  if (isFieldColumn(column)) {
    const field = runs.run.fields?.columns[fieldNumber(column)];
    // The fields of the earlier run are others.
    const has = (run: PanelRun) => run === runs.run;
    if (field?.isNumeric) return number((run, row) => Number((has(run) && field.get(row)) || NaN));
    return text((run, row, texts, place) => has(run) && field?.putText(row, texts, place));
  }
  switch (column) {
    case 'number':
      return { number: (entry) => entry };
    case 'change':
      return {
        number: (entry) => changeKinds.findIndex((kind) => isOfKind(changes?.[entry] ?? 0, kind)),
      };
    case 'status':
      return number(statusKey);
    case 'method':
      return text((run, row, texts, place) => {
        if (!isChecked(run, row)) texts.set(place, run.table.requests.method(row));
      });
    case 'url':
      return text(({ table }, row, texts, place) => texts.set(place, maskUrl(table.requests.url(row))));
    case 'time':
      return number(({ table }, row) =>
        hasEnded({ table }, row) && table.number('attempts', row) > 0 ? table.number('total', row) : NaN,
      );
    case 'size':
      return number((run, row) =>
        hasAnswer(run, row) && !isChecked(run, row) ? run.table.number('bodyBytes', row) : NaN,
      );
    case 'type':
      return text(putType());
    case 'preview':
      return text(putPreview);
    case 'waterfall':
      return number(({ table }, row) => table.number('start', row) || NaN);
    default:
      return column satisfies never;
  }
}

/** Statuses in their order, then failures by their kind, then what was cancelled. */
function statusKey({ table }: PanelRun, row: number): number {
  switch (table.number('state', row)) {
    case stateCode.ok:
    case stateCode.httpError:
      return table.number('status', row);
    case stateCode.failed:
      return 1000 + table.number('failureKind', row);
    case stateCode.cancelled:
      return 2000;
    default:
      return NaN;
  }
}

function putPreview({ table }: PanelRun, row: number, texts: TextBytes, place: number): void {
  if (table.number('state', row) === stateCode.failed) texts.set(place, table.text('message', row));
  else table.putText('preview', row, texts, place);
}

/** Of types there are few: each is read once. */
function putType(): PutText {
  const read = new Map<PanelRun, Map<number, string>>();
  return (run, row, texts, place) => {
    const word = run.table.number('contentType', row);
    const known = read.get(run) ?? new Map<number, string>();
    read.set(run, known);
    const type = known.get(word) ?? mediaType(run.table.text('contentType', row));
    known.set(word, type);
    texts.set(place, type);
  };
}

function hasEnded({ table }: Pick<PanelRun, 'table'>, row: number): boolean {
  return table.number('state', row) >= firstOutcome;
}

function hasAnswer({ table }: PanelRun, row: number): boolean {
  return table.number('status', row) > 0 || table.number('bodyBytes', row) > 0;
}
