import type { RowAction } from '../core/rowAction.ts';
import type { TableLayout } from '../core/tableLayout.ts';
import type { Run } from './run.ts';

/** What the panel can ask of the rest of the host. */
export interface PanelActions {
  openBody(run: Run, index: number): void;
  rowAction(action: RowAction, run: Run, index: number): void;
  explain(run: Run, index: number): void;
  showHistory(): void;
  showOutput(): void;
  runAgain(run: Run): void;
  runFailedAgain(run: Run): void;
  resume(run: Run): void;
  addField(run: Run): void;
  removeField(run: Run): void;
  /** Other rows are selected, or none. */
  selectionChanged(): void;
  /** The table was laid out anew. */
  keepLayout(layout: TableLayout): void;
}
