import { type ChangeKind, countChanges } from '../core/change.ts';
import type { Facets } from '../core/facets.ts';
import type { FieldDescription, FromPanel, PanelRow, ToPanel } from '../core/panelProtocol.ts';
import type { OutcomeChoice, RowQuery } from '../core/rowQuery.ts';
import type { ColumnName } from '../core/tableLayout.ts';
import { HostPulse } from './hostPulse.ts';
import type { PanelPicture } from './panelPicture.ts';
import { QueriedRows } from './queriedRows.ts';
import { RowCache } from './rowCache.ts';
import { canCancel } from './rowText.ts';
import { RunActions } from './runActions.ts';
import type { ShownRows } from './shownRows.ts';
import { ViewedRows } from './viewedRows.ts';

/** What the host said last about the run that is shown. */
export type Shown = Omit<Extract<ToPanel, { type: 'run' }>, 'type' | 'rows'>;

const noFields: readonly FieldDescription[] = [];

/** What the panel knows of the host's truth, and which of it is shown. */
export class PanelModel {
  /** What the host can be asked to do. */
  readonly actions: RunActions;
  private readonly changed: () => void;
  private readonly now: () => number;
  private readonly pulse: HostPulse;
  private readonly queried: QueriedRows;
  private readonly viewed: ViewedRows;
  private rows = new RowCache();
  private current: Shown | undefined;
  private choices: Facets | undefined;
  private kindCounts: Readonly<Record<ChangeKind, number>> | undefined;
  private readonly hasFocus: () => boolean;
  private revealed: { readonly index: number; readonly follows: boolean } | undefined;
  /** When the last summary came. */
  private heardAt = 0;
  /** The host has not spoken yet. */
  private pictured = false;

  /** `changed` is called after each message that may change what is seen; `hasFocus` tells whether a person is in the panel. */
  constructor(
    post: (message: FromPanel) => void,
    changed: () => void,
    hasFocus: () => boolean,
    now = () => performance.now(),
  ) {
    this.changed = changed;
    this.now = now;
    this.hasFocus = hasFocus;
    this.actions = new RunActions(post, () => this.runToAsk, hasFocus);
    this.pulse = new HostPulse(() => post({ type: 'ping' }));
    this.queried = new QueriedRows(
      () => ({ name: this.list, total: this.total }),
      (ask, query) => {
        const run = this.runToAsk;
        if (run !== undefined) post({ type: 'order', run, ask, query });
      },
    );
    this.viewed = new ViewedRows(post, this);
  }

  /** `undefined` until the host has spoken. */
  get shown(): Shown | undefined {
    return this.current;
  }

  /** What is shown is how it was seen before, and may be so no more: nothing can be asked about it. */
  get isPicture(): boolean {
    return this.pictured;
  }

  /** The id of the run that the host can be asked about, if any. */
  get runToAsk(): string | undefined {
    return this.pictured ? undefined : this.current?.run?.id;
  }

  /** The fields of the shown run. */
  get fields(): readonly FieldDescription[] {
    return this.current?.fields ?? noFields;
  }

  /** How many rows there are to be seen. */
  get count(): number {
    return this.order.count;
  }

  /** How many rows there would be if none were left out. */
  get total(): number {
    return this.current?.comparison?.changes.length ?? this.current?.run?.count ?? 0;
  }

  /** The rows in the order in which they are shown: another order is another object. */
  get order(): ShownRows {
    return this.queried.shown;
  }

  /** Which rows are to be seen, and in what order. */
  get query(): RowQuery {
    return this.queried.query;
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
    return this.current?.state === 'running' && !this.hostGone && !this.pictured;
  }

  /** The host has not answered for a while: nothing that is shown will change any more. */
  get hostGone(): boolean {
    return this.pulse.isGone;
  }

  /** How long the shown run has taken, in milliseconds: the host's last word, and while it runs the time since. */
  get wallTime(): number {
    return (this.current?.summary?.wallTime ?? 0) + (this.running ? this.now() - this.heardAt : 0);
  }

  /** The row that is to be shown and chosen, and to have the focus unless it follows a cursor: each time another object. */
  get toReveal(): { readonly index: number; readonly follows: boolean } | undefined {
    return this.revealed;
  }

  /** The row at a position of the list, where it has come. */
  row(position: number): PanelRow | undefined {
    return this.rowOf(this.order.at(position));
  }

  /** The row of an index, shown or not, where it has come. */
  rowOf(index: number): PanelRow | undefined {
    const row = this.rows.get(index);
    return row && this.hostGone && canCancel(row) ? { ...row, state: 'notFetched' } : row;
  }

  /** Bits of what has changed for the row at a position. */
  changeOf(position: number): number {
    return this.current?.comparison?.changes[this.order.at(position)] ?? 0;
  }

  /** Asks for other rows, or another order. */
  setQuery(query: RowQuery): void {
    this.queried.set(query);
    this.changed();
  }

  /** Asks for something else in parts of the query. */
  refine(part: RowQuery): void {
    this.setQuery({ ...this.query, ...part });
  }

  /** Sorts by a column, when it does so already the other way round, and then no longer. */
  turnSort(column: ColumnName): void {
    const { sort } = this.query;
    if (sort?.column !== column) this.refine({ sort: { column, descending: false } });
    else this.refine({ sort: sort.descending ? undefined : { column, descending: true } });
  }

  /** Shows the rows of one outcome only, or again those of all. */
  toggleOutcome(outcome: OutcomeChoice): void {
    this.refine({ outcome: this.query.outcome === outcome ? undefined : outcome });
  }

  /** Goes on with a query that was made before the panel was hidden. */
  restore(list: string, query: RowQuery): void {
    this.queried.restore(list, query);
  }

  /** Shows what was seen before the panel was hidden, until the host has spoken. */
  restorePicture({ shown, count, first, rows }: PanelPicture): void {
    this.pictured = true;
    this.current = shown;
    this.rows.put(rows);
    this.queried.picture(
      count,
      first,
      rows.map(({ index }) => index),
    );
  }

  /** While rows are held they keep their places, however they have changed; the answer to a new query is shown at once. */
  hold(holding: boolean): void {
    if (this.queried.hold(holding)) this.changed();
  }

  /** Tells the host which rows are in view, when it does not know yet. */
  look(firstVisible: number, lastVisible: number): void {
    this.viewed.look(firstVisible, lastVisible);
  }

  /** Asks for a sign of life; to be called now and then. */
  ping(): void {
    if (this.pulse.ping()) this.changed();
  }

  /** Takes in a message of the host. What belongs to a run that is no longer shown is dropped. */
  receive(message: ToPanel): void {
    const wasGone = this.pulse.heard();
    if (message.type === 'pong') return wasGone ? this.changed() : undefined;
    if (message.type === 'run') {
      const { type: _, rows = [], ...shown } = message;
      this.take(shown);
      this.rows.put(rows);
    } else {
      if (this.current?.run?.id !== message.run) return;
      if (message.type === 'rows') this.rows.put(message.rows);
      else if (message.type === 'facets') this.choices = message.facets;
      else if (message.type === 'order') this.queried.take(message);
      else if (message.type === 'reveal') this.reveal(message.index);
      else if (message.type === 'follow') this.follow(message.index);
      else if (message.type !== 'details') {
        const { type: _, run: __, ...standing } = message;
        this.current = { ...this.current, ...standing };
        this.heardAt = this.now();
      }
    }
    this.changed();
  }

  private take(shown: Shown): void {
    const before = this.current;
    const same = shown.run !== undefined && shown.run.id === before?.run?.id;
    const sameRows = same && shown.comparison?.earlier.id === before?.comparison?.earlier.id;
    this.current = shown;
    this.pictured = false;
    this.heardAt = this.now();
    if (sameRows) {
      // A host that names the run again may have forgotten what is in view, and what was asked.
      this.viewed.lookAgain();
      this.queried.askAgain();
      return;
    }
    this.rows = new RowCache();
    this.choices = undefined;
    this.revealed = undefined;
    this.kindCounts = shown.comparison && countChanges(shown.comparison.changes);
    this.queried.restart();
  }

  private reveal(index: number): void {
    // A filter may leave it out.
    if (this.order.positionOf(index) === undefined) this.setQuery({ sort: this.query.sort });
    this.revealed = { index, follows: false };
  }

  private follow(index: number): void {
    // Who is in the panel leads, and a cursor that was moved before that comes too late.
    if (this.hasFocus() || this.order.positionOf(index) === undefined) return;
    this.revealed = { index, follows: true };
  }
}
