import { type ChangeKind, countChanges } from '../core/change.ts';
import type { Facets } from '../core/facets.ts';
import type { FieldDescription, FromPanel, PanelRow, ToPanel } from '../core/panelProtocol.ts';
import type { RowAction } from '../core/rowAction.ts';
import { isPlain, type OutcomeChoice, type RowQuery } from '../core/rowQuery.ts';
import type { RowRange } from '../core/rowRange.ts';
import type { TableLayout } from '../core/tableLayout.ts';
import { RowCache } from './rowCache.ts';
import { canCancel } from './rowText.ts';
import { allRows, type ShownRows, someRows } from './shownRows.ts';
import { rangeToAsk } from './viewRange.ts';

/** What the host said last about the run that is shown. */
export type Shown = Omit<Extract<ToPanel, { type: 'run' }>, 'type'>;

/** So many questions in a row go without an answer before the host counts as gone: it may be busy for a while. */
const patience = 3;

const noFields: readonly FieldDescription[] = [];

/** What the panel knows of the host's truth, and what it asks the host for. */
export class PanelModel {
  private readonly post: (message: FromPanel) => void;
  private readonly changed: () => void;
  private rows = new RowCache();
  private asked: RowRange | undefined;
  private current: Shown | undefined;
  private shownRows: ShownRows = allRows(0);
  /** What was asked for of each list. */
  private readonly queries = new Map<string, RowQuery>();
  /** Counts the queries. */
  private askNumber = 0;
  /** The last query has been answered. */
  private isAnswered = true;
  private holding = false;
  /** A newer order, while the rows are held. */
  private heldRows: ShownRows | undefined;
  private choices: Facets | undefined;
  private kindCounts: Readonly<Record<ChangeKind, number>> | undefined;
  private revealed: { readonly index: number } | undefined;
  private readonly now: () => number;
  /** When the last summary came. */
  private heardAt = 0;
  /** Questions for a sign of life since the host last spoke. */
  private unanswered = 0;

  /** `changed` is called after each message that may change what is seen. */
  constructor(post: (message: FromPanel) => void, changed: () => void, now = () => performance.now()) {
    this.post = post;
    this.changed = changed;
    this.now = now;
  }

  /** `undefined` until the host has spoken. */
  get shown(): Shown | undefined {
    return this.current;
  }

  /** The fields of the shown run. */
  get fields(): readonly FieldDescription[] {
    return this.current?.fields ?? noFields;
  }

  /** How many rows there are to be seen. */
  get count(): number {
    return this.shownRows.count;
  }

  /** How many rows there would be if none were left out. */
  get total(): number {
    return this.current?.comparison?.changes.length ?? this.current?.run?.count ?? 0;
  }

  /** The rows in the order in which they are shown: another order is another object. */
  get order(): ShownRows {
    return this.shownRows;
  }

  /** Which rows are to be seen, and in what order. */
  get query(): RowQuery {
    return this.queries.get(this.list) ?? {};
  }

  /** What there is to choose from, where that has been asked for. */
  get facets(): Facets | undefined {
    return this.choices;
  }

  /** How many rows there are of each kind of change, where the run is compared with another. */
  get changeCounts(): Readonly<Record<ChangeKind, number>> | undefined {
    return this.kindCounts;
  }

  /** Names the list of rows of which some are to be seen: another has another name. */
  get list(): string {
    const { run, comparison } = this.current ?? {};
    return [run?.id, comparison?.earlier.id].filter((part) => part !== undefined).join(' ');
  }

  /** Whether the shown run is under way, as far as anybody knows. */
  get running(): boolean {
    return this.current?.state === 'running' && !this.hostGone;
  }

  /** The host has not answered for a while: nothing that is shown will change any more. */
  get hostGone(): boolean {
    return this.unanswered >= patience;
  }

  /** How long the shown run has taken, in milliseconds: the host's last word, and while it runs the time since. */
  get wallTime(): number {
    return (this.current?.summary?.wallTime ?? 0) + (this.running ? this.now() - this.heardAt : 0);
  }

  /** The index of the row at a position of the list. */
  indexAt(position: number): number {
    return this.shownRows.at(position);
  }

  /** The row at a position of the list, where it has come. */
  row(position: number): PanelRow | undefined {
    return this.rowOf(this.indexAt(position));
  }

  /** The row of an index, shown or not, where it has come. */
  rowOf(index: number): PanelRow | undefined {
    const row = this.rows.get(index);
    return row && this.hostGone && canCancel(row) ? { ...row, state: 'notFetched' } : row;
  }

  /** Bits of what has changed for the row at a position. */
  changeOf(position: number): number {
    return this.current?.comparison?.changes[this.indexAt(position)] ?? 0;
  }

  /** Asks for other rows, or another order. */
  setQuery(query: RowQuery): void {
    this.queries.set(this.list, query);
    this.askOrder();
    this.changed();
  }

  /** Goes on with a query that was made before the panel was hidden. */
  restore(list: string, query: RowQuery): void {
    this.queries.set(list, query);
  }

  /** While rows are held they keep their places, however they have changed; the answer to a new query is shown at once. */
  hold(holding: boolean): void {
    this.holding = holding;
    if (holding || this.heldRows === undefined) return;
    this.reorder(this.heldRows);
    this.changed();
  }

  /** Takes in a message of the host. What belongs to a run that is no longer shown is dropped. */
  receive(message: ToPanel): void {
    const wasGone = this.hostGone;
    this.unanswered = 0;
    if (message.type === 'pong') return wasGone ? this.changed() : undefined;
    if (message.type === 'run') {
      const { type: _, ...shown } = message;
      const before = this.current;
      const same = shown.run !== undefined && shown.run.id === before?.run?.id;
      const sameRows = same && shown.comparison?.earlier.id === before?.comparison?.earlier.id;
      this.current = shown;
      this.heardAt = this.now();
      if (!sameRows) {
        this.rows = new RowCache();
        this.choices = undefined;
        this.revealed = undefined;
        this.kindCounts = shown.comparison && countChanges(shown.comparison.changes);
        this.askNumber += 1;
        this.reorder(allRows(this.total));
        if (!isPlain(this.query)) this.askOrder();
      } else {
        // A host that names the run again may have forgotten what is in view, and what was asked.
        if (this.asked !== undefined) this.ask(this.asked);
        if (!isPlain(this.query)) this.askOrder();
      }
    } else {
      if (this.current?.run?.id !== message.run) return;
      if (message.type === 'rows') this.rows.put(message.rows);
      else if (message.type === 'facets') this.choices = message.facets;
      else if (message.type === 'order') this.takeOrder(message.ask, someRows(message.rows));
      else if (message.type === 'reveal') this.reveal(message.index);
      else if (message.type !== 'details') {
        const { type: _, run: __, ...standing } = message;
        this.current = { ...this.current, ...standing };
        this.heardAt = this.now();
      }
    }
    this.changed();
  }

  /** The row that is to be shown and to have the focus: each time another object. */
  get toReveal(): { readonly index: number } | undefined {
    return this.revealed;
  }

  private reveal(index: number): void {
    // A filter may leave it out.
    if (this.shownRows.positionOf(index) === undefined) this.setQuery({ sort: this.query.sort });
    this.revealed = { index };
  }

  /** Tells the host which rows are in view, when it does not know yet. */
  look(firstVisible: number, lastVisible: number): void {
    const run = this.current?.run;
    if (run === undefined) return;
    const range = rangeToAsk(firstVisible, lastVisible, this.count);
    if (range.first !== this.asked?.first || range.count !== this.asked.count) this.ask(range);
  }

  private ask(range: RowRange): void {
    const run = this.current?.run;
    if (run === undefined) return;
    this.asked = range;
    if (isPlain(this.query)) this.post({ type: 'view', run: run.id, ...range });
    else {
      const rows = Array.from({ length: range.count }, (_, nth) => this.indexAt(range.first + nth));
      this.post({ type: 'viewRows', run: run.id, rows });
    }
  }

  private askOrder(): void {
    const { query } = this;
    const run = this.current?.run;
    if (run === undefined) return;
    const ask = ++this.askNumber;
    this.isAnswered = isPlain(query);
    if (this.isAnswered) this.reorder(allRows(this.total));
    this.post({ type: 'order', run: run.id, ask, query });
  }

  private takeOrder(ask: number, rows: ShownRows): void {
    if (ask !== this.askNumber) return;
    if (this.isAnswered && this.holding) this.heldRows = rows;
    else this.reorder(rows);
    this.isAnswered = true;
  }

  private reorder(rows: ShownRows): void {
    this.shownRows = rows;
    this.heldRows = undefined;
    this.asked = undefined;
  }

  /** Asks the host for a sign of life; to be called now and then. */
  ping(): void {
    this.unanswered += 1;
    this.post({ type: 'ping' });
    if (this.unanswered === patience) this.changed();
  }

  /** Shows another run. */
  show(run: string): void {
    this.post({ type: 'show', run });
  }

  /** Opens the body of a row. */
  open(index: number): void {
    const run = this.current?.run;
    if (run !== undefined) this.post({ type: 'open', run: run.id, index });
  }

  /** Asks what there is to choose from. */
  askFacets(): void {
    const run = this.current?.run;
    if (run !== undefined) this.post({ type: 'facets', run: run.id });
  }

  /** Has the host keep how the table is laid out. */
  keepLayout(layout: TableLayout): void {
    this.post({ type: 'layout', layout });
  }

  /** Compares no longer. */
  endComparison(): void {
    const run = this.current?.run;
    if (run !== undefined) this.post({ type: 'endComparison', run: run.id });
  }

  /** Tells the host which rows are selected. */
  select(ranges: readonly RowRange[]): void {
    const run = this.current?.run;
    if (run !== undefined) this.post({ type: 'select', run: run.id, ranges });
  }

  /** Fetches the run's requests again, or those that failed; or goes on with those that are missing. */
  runAgain(type: 'runAgain' | 'runFailedAgain' | 'resume'): void {
    const run = this.current?.run;
    if (run !== undefined) this.post({ type, run: run.id });
  }

  /** Cancels the run, or the request of a row. */
  cancel(index?: number): void {
    const run = this.current?.run;
    if (run !== undefined) this.post({ type: 'cancel', run: run.id, ...(index !== undefined && { index }) });
  }

  /** Shows the output channel. */
  showOutput(): void {
    this.post({ type: 'showOutput' });
  }

  /** Shows the rows of one outcome only, or again those of all. */
  toggleOutcome(outcome: OutcomeChoice): void {
    const { query } = this;
    this.setQuery({ ...query, outcome: query.outcome === outcome ? undefined : outcome });
  }

  /** Does something with the request of a row. */
  act(action: RowAction, index: number): void {
    const run = this.current?.run;
    if (run !== undefined) this.post({ type: 'rowAction', run: run.id, index, action });
  }

  /** Lets a person write a field. */
  addField(): void {
    const run = this.current?.run;
    if (run) this.post({ type: 'addField', run: run.id });
  }

  /** Lets a person choose a field that is to go. */
  removeField(): void {
    const run = this.current?.run;
    if (run) this.post({ type: 'removeField', run: run.id });
  }

  /** Lets a person choose among all runs. */
  showHistory(): void {
    this.post({ type: 'showHistory' });
  }
}
