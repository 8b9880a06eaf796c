import { changeKinds, isOfKind } from './change.ts';
import { type ComparedRuns, locate } from './comparedRuns.ts';
import { maskUrl } from './maskSecrets.ts';
import { mediaType } from './mediaType.ts';
import { isChecked, type PanelRun } from './panelRow.ts';
import { firstOutcome, stateCode } from './rowState.ts';
import { type ColumnName, fieldNumber, isFieldColumn } from './tableLayout.ts';

/** The value by which a row is sorted: `NaN` or an empty text where it has none. */
export type SortKey = (entry: number) => number | string;

/** Gives the values of a column. */
export function sortKey(runs: ComparedRuns, column: ColumnName): SortKey {
  const changes = runs.comparison?.changes;
  const of = (key: (run: PanelRun, row: number) => number | string) => (entry: number) => {
    const { run, row } = locate(runs, entry);
    return key(run, row);
  };
  if (isFieldColumn(column)) {
    const field = runs.run.fields?.columns[fieldNumber(column)];
    const isNumeric = field?.isNumeric ?? false;
    return of((run, row) => {
      // The fields of the earlier run are others.
      const value = run === runs.run ? (field?.get(row) ?? '') : '';
      return isNumeric ? Number(value || NaN) : value;
    });
  }
  switch (column) {
    case 'number':
      return (entry) => entry;
    case 'change':
      return (entry) => changeKinds.findIndex((kind) => isOfKind(changes?.[entry] ?? 0, kind));
    case 'status':
      return of(statusKey);
    case 'method':
      return of((run, row) => (isChecked(run, row) ? '' : run.table.requests.method(row)));
    case 'url':
      return of(({ table }, row) => maskUrl(table.requests.url(row)));
    case 'time':
      return of(({ table }, row) =>
        hasEnded({ table }, row) && table.number('attempts', row) > 0 ? table.number('total', row) : NaN,
      );
    case 'size':
      return of((run, row) =>
        hasAnswer(run, row) && !isChecked(run, row) ? run.table.number('bodyBytes', row) : NaN,
      );
    case 'type':
      return typeKey(of);
    case 'preview':
      return of(({ table }, row) =>
        table.text(table.number('state', row) === stateCode.failed ? 'message' : 'preview', row),
      );
    case 'waterfall':
      return of(({ table }, row) => table.number('start', row) || NaN);
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

/** Of types there are few: each is read once. */
function typeKey(of: (key: (run: PanelRun, row: number) => string) => SortKey): SortKey {
  const read = new Map<PanelRun, Map<number, string>>();
  return of((run, row) => {
    const word = run.table.number('contentType', row);
    const known = read.get(run) ?? new Map<number, string>();
    read.set(run, known);
    const type = known.get(word) ?? mediaType(run.table.text('contentType', row));
    known.set(word, type);
    return type;
  });
}

function hasEnded({ table }: Pick<PanelRun, 'table'>, row: number): boolean {
  return table.number('state', row) >= firstOutcome;
}

function hasAnswer({ table }: PanelRun, row: number): boolean {
  return table.number('status', row) > 0 || table.number('bodyBytes', row) > 0;
}
