import type { FromPanel } from '../core/panelProtocol.ts';
import type { RowAction } from '../core/rowAction.ts';
import type { TableLayout } from '../core/tableLayout.ts';
import type { Run } from './run.ts';
import type { RequestOfRun, ShownRows } from './shownRows.ts';

/** What the panel can ask of the rest of the host. */
export interface PanelActions {
  openBody(run: Run, index: number): void;
  rowAction(action: RowAction, run: Run, index: number): void;
  explain(run: Run, index: number): void;
  showHistory(): void;
  /** Whether there is any run that it would offer. Never rejects. */
  hasHistory(): Promise<boolean>;
  showOutput(): void;
  runAgain(run: Run): void;
  runFailedAgain(run: Run): void;
  resume(run: Run): void;
  addField(run: Run): void;
  removeField(run: Run): void;
  /** Other rows are selected, or none. */
  selectionChanged(): void;
  /** A person has chosen one row. */
  chosen(run: Run, index: number): void;
  /** The table was laid out anew. */
  keepLayout(layout: TableLayout): void;
}

/** Messages that ask for what the feed itself has no part in. */
export type ActionMessage = Exclude<
  FromPanel,
  {
    type:
      | 'ready'
      | 'show'
      | 'view'
      | 'viewRows'
      | 'order'
      | 'facets'
      | 'select'
      | 'details'
      | 'endComparison'
      | 'ping';
  }
>;

/** Has done what a message asks for: `run` is the one that it names, `undefined` where nobody knows it; `shown` the rows in the panel. */
export function act(
  message: ActionMessage,
  actions: PanelActions,
  run: Run | undefined,
  shown: ShownRows | undefined,
): void {
  switch (message.type) {
    case 'layout':
      return actions.keepLayout(message.layout);
    case 'showHistory':
    case 'showOutput':
      return actions[message.type]();
    case 'runAgain':
    case 'runFailedAgain':
    case 'resume':
    case 'addField':
    case 'removeField':
      return run && actions[message.type](run);
    case 'cancel':
      return run?.cancel(message.index);
    default: {
      const request = requestOf(message.index, run, shown);
      return request && actOnRow(message, actions, request);
    }
  }
}

function requestOf(
  row: number,
  run: Run | undefined,
  shown: ShownRows | undefined,
): RequestOfRun | undefined {
  if (run === shown?.run) return shown?.request(row);
  return run && row < run.table.length ? [run, row] : undefined;
}

function actOnRow(
  message: Extract<ActionMessage, { type: 'open' | 'explain' | 'chosen' | 'rowAction' }>,
  actions: PanelActions,
  [run, index]: RequestOfRun,
): void {
  switch (message.type) {
    case 'open':
      return actions.openBody(run, index);
    case 'explain':
      return actions.explain(run, index);
    case 'chosen':
      return actions.chosen(run, index);
    case 'rowAction':
      return actions.rowAction(message.action, run, index);
    default:
      return message satisfies never;
  }
}
