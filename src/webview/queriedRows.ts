import { isPlain, type RowQuery } from '../core/rowQuery.ts';
import { allRows, knownRows, type ShownRows, someRows } from './shownRows.ts';

/** The list of rows of which some are to be seen. */
export interface RowList {
  /** Names it: another has another name. */
  readonly name: string;
  /** How many rows it has. */
  readonly total: number;
}

/** What was asked for of each list of rows, and which rows these are, in their order. */
export class QueriedRows {
  private readonly list: () => RowList;
  private readonly send: (ask: number, query: RowQuery) => void;
  private readonly queries = new Map<string, RowQuery>();
  private rows: ShownRows = allRows(0);
  /** Counts the queries. */
  private askNumber = 0;
  /** The last query has been answered. */
  private isAnswered = true;
  /** It is another than the one before: the table is at its top. */
  private isNew = false;
  private holding = false;
  /** A newer order, while the rows are held. */
  private heldRows: ShownRows | undefined;

  /** `list` tells the list that is shown now; `send` asks the host, with the number of the query. */
  constructor(list: () => RowList, send: (ask: number, query: RowQuery) => void) {
    this.list = list;
    this.send = send;
  }

  /** Which rows are to be seen, and in what order. */
  get query(): RowQuery {
    return this.queries.get(this.list().name) ?? {};
  }

  /** The rows in the order in which they are shown: another order is another object. */
  get shown(): ShownRows {
    return this.rows;
  }

  /** Asks for other rows, or another order. */
  set(query: RowQuery): void {
    this.queries.set(this.list().name, query);
    this.isNew = true;
    this.ask();
  }

  /** Goes on with a query that was made before the panel was hidden. */
  restore(list: string, query: RowQuery): void {
    this.queries.set(list, query);
  }

  /** Shows, until the host is asked, the rows that stood from the position `first` on, of `count`. */
  picture(count: number, first: number, rows: readonly number[]): void {
    this.reorder(isPlain(this.query) ? allRows(count) : knownRows(count, first, rows));
  }

  /** Another list is shown: what was asked of the one before has no answer any more. */
  restart(): void {
    this.askNumber += 1;
    this.reorder(allRows(this.list().total));
    this.askAgain();
  }

  /** Asks once more for what a host may have forgotten. */
  askAgain(): void {
    this.isNew = false;
    if (!isPlain(this.query)) this.ask();
  }

  /** While rows are held they keep their places, however they have changed. Returns whether other rows are shown now. */
  hold(holding: boolean): boolean {
    this.holding = holding;
    if (holding || this.heldRows === undefined) return false;
    this.reorder(this.heldRows);
    return true;
  }

  /** Takes in the host's answer to a query: the first one is shown at once, also where rows are held. */
  take({ ask, rows, count = rows.length }: { ask: number; rows: Uint32Array; count?: number }): void {
    if (ask !== this.askNumber) return;
    if (rows.length < count) {
      if (this.isNew) this.reorder(knownRows(count, 0, [...rows]));
      return;
    }
    if (this.isAnswered && this.holding) this.heldRows = someRows(rows);
    else this.reorder(someRows(rows));
    this.isAnswered = true;
  }

  private ask(): void {
    const { query } = this;
    this.askNumber += 1;
    this.isAnswered = isPlain(query);
    if (this.isAnswered) this.reorder(allRows(this.list().total));
    this.send(this.askNumber, query);
  }

  private reorder(rows: ShownRows): void {
    this.rows = rows;
    this.heldRows = undefined;
  }
}
