import type { FromPanel } from '../core/panelProtocol.ts';
import { isPlain, type RowQuery } from '../core/rowQuery.ts';
import type { RowRange } from '../core/rowRange.ts';
import type { ShownRows } from './shownRows.ts';
import { rangeToAsk } from './viewRange.ts';

/** The rows that are shown, and the run that the host can be asked about. */
interface Listed {
  readonly order: ShownRows;
  readonly query: RowQuery;
  readonly runToAsk: string | undefined;
}

/** Tells the host which rows are in view, where it does not know yet. */
export class ViewedRows {
  private readonly post: (message: FromPanel) => void;
  private readonly listed: Listed;
  /** The positions that were asked for, and in what order. */
  private asked: { readonly order: ShownRows; readonly range: RowRange } | undefined;

  constructor(post: (message: FromPanel) => void, listed: Listed) {
    this.post = post;
    this.listed = listed;
  }

  /** The rows at these positions are in view. */
  look(firstVisible: number, lastVisible: number): void {
    const { order } = this.listed;
    const range = rangeToAsk(firstVisible, lastVisible, order.count);
    const { asked } = this;
    const isAsked = asked?.order === order && range.first === asked.range.first;
    if (!isAsked || range.count !== asked.range.count) this.ask(range);
  }

  /** Tells again what a host may have forgotten. */
  lookAgain(): void {
    const { asked } = this;
    if (asked?.order === this.listed.order) this.ask(asked.range);
  }

  private ask(range: RowRange): void {
    const { order, query, runToAsk: run } = this.listed;
    this.asked = { order, range };
    if (run === undefined) return;
    if (isPlain(query)) this.post({ type: 'view', run, ...range });
    else {
      const rows = Array.from({ length: range.count }, (_, nth) => order.at(range.first + nth));
      // Of a picture some are not known.
      this.post({ type: 'viewRows', run, rows: rows.filter((row) => row >= 0) });
    }
  }
}
