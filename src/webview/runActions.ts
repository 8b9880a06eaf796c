import type { FromPanel } from '../core/panelProtocol.ts';
import type { RowAction } from '../core/rowAction.ts';
import type { RowRange } from '../core/rowRange.ts';
import type { TableLayout } from '../core/tableLayout.ts';
import { RestingChoice } from './restingChoice.ts';

/** What a person can have the host do: what is about a run is about the one that is shown, and nothing while there is none. */
export class RunActions {
  private readonly post: (message: FromPanel) => void;
  private readonly shownRun: () => string | undefined;
  private readonly choice: RestingChoice;

  /** `shownRun` tells the id of the run that is shown, `hasFocus` whether a person is in the panel. */
  constructor(
    post: (message: FromPanel) => void,
    shownRun: () => string | undefined,
    hasFocus: () => boolean,
  ) {
    this.post = post;
    this.shownRun = shownRun;
    this.choice = new RestingChoice((run, index) => {
      if (hasFocus() && run === shownRun()) post({ type: 'chosen', run, index });
    });
  }

  /** Shows another run. */
  show(run: string): void {
    this.post({ type: 'show', run });
  }

  /** Lets a person choose among all runs. */
  showHistory(): void {
    this.post({ type: 'showHistory' });
  }

  /** Shows the output channel. */
  showOutput(): void {
    this.post({ type: 'showOutput' });
  }

  /** Has the host keep how the table is laid out. */
  keepLayout(layout: TableLayout): void {
    this.post({ type: 'layout', layout });
  }

  /** Fetches the run's requests again, or those that failed; or goes on with those that are missing. */
  runAgain(type: 'runAgain' | 'runFailedAgain' | 'resume'): void {
    this.aboutRun((run) => ({ type, run }));
  }

  /** Cancels the run, or the request of a row. */
  cancel(index?: number): void {
    this.choice.drop();
    this.aboutRun((run) => ({ type: 'cancel', run, ...(index !== undefined && { index }) }));
  }

  /** Tells that a person has chosen one row, once that is at rest and where nothing else was done with a row since. */
  choose(index: number): void {
    const run = this.shownRun();
    if (run !== undefined) this.choice.make(run, index);
  }

  /** A person has not chosen one row alone: what was chosen before, and is not told yet, is not to be told. */
  dropChoice(): void {
    this.choice.drop();
  }

  /** Tells which rows are selected. */
  select(ranges: readonly RowRange[]): void {
    this.aboutRun((run) => ({ type: 'select', run, ranges }));
  }

  /** Opens the body of a row. */
  open(index: number): void {
    this.choice.drop();
    this.aboutRun((run) => ({ type: 'open', run, index }));
  }

  /** Does something with the request of a row. */
  act(action: RowAction, index: number): void {
    this.choice.drop();
    this.aboutRun((run) => ({ type: 'rowAction', run, index, action }));
  }

  /** Tells what went wrong with the request of a row. */
  explain(index: number): void {
    this.choice.drop();
    this.aboutRun((run) => ({ type: 'explain', run, index }));
  }

  /** Asks what there is to choose from. */
  askFacets(): void {
    this.aboutRun((run) => ({ type: 'facets', run }));
  }

  /** Lets a person write a field. */
  addField(): void {
    this.aboutRun((run) => ({ type: 'addField', run }));
  }

  /** Lets a person choose a field that is to go. */
  removeField(): void {
    this.aboutRun((run) => ({ type: 'removeField', run }));
  }

  /** Compares no longer. */
  endComparison(): void {
    this.aboutRun((run) => ({ type: 'endComparison', run }));
  }

  private aboutRun(message: (run: string) => FromPanel): void {
    const run = this.shownRun();
    if (run !== undefined) this.post(message(run));
  }
}
