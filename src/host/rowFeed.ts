import type { PanelRow, ToPanel } from '../core/panelProtocol.ts';
import { rowsIn } from '../core/rowRange.ts';
import type { ShownRows } from './shownRows.ts';

/** What is told of the rows that a panel shows. */
type Told = Pick<ShownRows, 'length' | 'at' | 'stateOf'> & { readonly run: Pick<ShownRows['run'], 'id'> };

/** As many rows are sent with a run or a new order: what a screen holds. */
const firstRows = 60;
/** Of an order of more rows than these the first ones do not wait for the others, which take some time on their way. */
const manyRows = 5000;
/** A state that no row is in. */
const unknown = -1;

/** Tells the panel the rows in its view, and those of them that have changed since. */
export class RowFeed {
  private readonly post: (message: ToPanel) => void;
  /** The rows in view. */
  private viewed: readonly number[] = [];
  /** The states in which they were sent last. */
  private sentStates: number[] = [];
  /** The query whose answer was sent last. */
  private answered: number | undefined;

  constructor(post: (message: ToPanel) => void) {
    this.post = post;
  }

  /** None is in view. */
  clear(): void {
    this.viewed = [];
    this.sentStates = [];
    this.answered = undefined;
  }

  /** The rows that were in view last, or else will be seen first: from now on those are told that have changed since. */
  first(shown: Told): PanelRow[] {
    if (this.viewed.length === 0) {
      this.viewed = rowsIn({ first: 0, count: Math.min(firstRows, shown.length) });
    }
    this.sentStates = this.viewed.map((row) => shown.stateOf(row));
    return this.viewed.map((row) => shown.at(row));
  }

  /** These are in view now: they are all sent. */
  view(shown: Told, rows: readonly number[]): void {
    this.viewed = rows.filter((row) => row < shown.length);
    this.forget();
    this.update(shown);
  }

  /** Any of them may say something else, whatever its state. */
  forget(): void {
    this.sentStates = this.viewed.map(() => unknown);
  }

  /** Sends those that have changed. */
  update(shown: Told): void {
    const rows = [];
    for (const [nth, row] of this.viewed.entries()) {
      const state = shown.stateOf(row);
      if (state === this.sentStates[nth]) continue;
      this.sentStates[nth] = state;
      rows.push(shown.at(row));
    }
    if (rows.length > 0) this.post({ type: 'rows', run: shown.run.id, rows });
  }

  /** Sends the answer to a query, with those rows that will be seen first: else places without a row would be shown in between. */
  sendOrder(shown: Told, ask: number, rows: Uint32Array): void {
    const run = shown.run.id;
    const first = rows.slice(0, firstRows);
    this.post({ type: 'rows', run, rows: Array.from(first, (row) => shown.at(row)) });
    if (rows.length > manyRows && ask !== this.answered)
      this.post({ type: 'order', run, ask, rows: first, count: rows.length });
    this.answered = ask;
    this.post({ type: 'order', run, ask, rows });
  }
}
