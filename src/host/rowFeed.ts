import type { PanelRow, ToPanel } from '../core/panelProtocol.ts';
import { rowsIn } from '../core/rowRange.ts';
import type { ShownRows } from './shownRows.ts';

/** As many rows are sent with a run or a new order: what a screen holds. */
const firstRows = 60;
/** A state that no row is in. */
const unknown = -1;

/** Tells the panel the rows in its view, and those of them that have changed since. */
export class RowFeed {
  private readonly post: (message: ToPanel) => void;
  /** The rows in view. */
  private viewed: readonly number[] = [];
  /** The states in which they were sent last. */
  private sentStates: number[] = [];

  constructor(post: (message: ToPanel) => void) {
    this.post = post;
  }

  /** None is in view. */
  clear(): void {
    this.viewed = [];
    this.sentStates = [];
  }

  /** The rows that were in view last, or else will be seen first: from now on those are told that have changed since. */
  first(shown: ShownRows): PanelRow[] {
    if (this.viewed.length === 0) {
      this.viewed = rowsIn({ first: 0, count: Math.min(firstRows, shown.length) });
    }
    this.sentStates = this.viewed.map((row) => shown.stateOf(row));
    return this.viewed.map((row) => shown.at(row));
  }

  /** These are in view now: they are all sent. */
  view(shown: ShownRows, rows: readonly number[]): void {
    this.viewed = rows.filter((row) => row < shown.length);
    this.forget();
    this.update(shown);
  }

  /** Any of them may say something else, whatever its state. */
  forget(): void {
    this.sentStates = this.viewed.map(() => unknown);
  }

  /** Sends those that have changed. */
  update(shown: ShownRows): void {
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
  sendOrder(shown: ShownRows, ask: number, rows: Uint32Array): void {
    const first = Array.from(rows.subarray(0, firstRows), (row) => shown.at(row));
    this.post({ type: 'rows', run: shown.run.id, rows: first });
    this.post({ type: 'order', run: shown.run.id, ask, rows });
  }
}
