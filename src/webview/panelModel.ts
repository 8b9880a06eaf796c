import { type ChangeKind, countChanges, entriesOfKind } from '../core/change.ts';
import type { FromPanel, PanelRow, ToPanel } from '../core/panelProtocol.ts';
import type { RowRange } from '../core/rowRange.ts';
import { RowCache } from './rowCache.ts';
import { canCancel } from './rowText.ts';
import { allRows, type ShownRows, someRows } from './shownRows.ts';
import { rangeToAsk } from './viewRange.ts';

/** What the host said last about the run that is shown. */
export type Shown = Omit<Extract<ToPanel, { type: 'run' }>, 'type'>;

/** So many questions in a row go without an answer before the host counts as gone: it may be busy for a while. */
const patience = 3;

/** What the panel knows of the host's truth, and what it asks the host for. */
export class PanelModel {
  private readonly post: (message: FromPanel) => void;
  private readonly changed: () => void;
  private rows = new RowCache();
  private asked: RowRange | undefined;
  private current: Shown | undefined;
  private shownRows: ShownRows = allRows(0);
  private shownKind: ChangeKind | undefined;
  private kindCounts: Readonly<Record<ChangeKind, number>> | undefined;
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

  /** How many rows there are to be seen. */
  get count(): number {
    return this.shownRows.count;
  }

  /** The only kind of change that is shown; `undefined`: all rows are. */
  get filter(): ChangeKind | undefined {
    return this.shownKind;
  }

  /** How many rows there are of each kind of change, where the run is compared with another. */
  get changeCounts(): Readonly<Record<ChangeKind, number>> | undefined {
    return this.kindCounts;
  }

  /** Names the list of rows that is to be seen: another has another name. */
  get list(): string {
    const { run, comparison } = this.current ?? {};
    const parts = [run?.id, comparison?.earlier.id, comparison && this.shownKind];
    return parts.filter((part) => part !== undefined).join(' ');
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
    const row = this.rows.get(this.indexAt(position));
    return row && this.hostGone && canCancel(row) ? { ...row, state: 'notFetched' } : row;
  }

  /** Bits of what has changed for the row at a position. */
  changeOf(position: number): number {
    return this.current?.comparison?.changes[this.indexAt(position)] ?? 0;
  }

  /** Shows the rows of one kind of change only, or all. */
  setFilter(kind: ChangeKind | undefined): void {
    this.shownKind = kind;
    this.layOut();
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
        // A panel that is there again, and has shown nothing yet, may have a filter to go on with.
        if (before !== undefined) this.shownKind = undefined;
        this.layOut();
      } else if (this.asked !== undefined) {
        // A host that names the run again may have forgotten what is in view.
        this.ask(this.asked);
      }
    } else {
      if (this.current?.run?.id !== message.run) return;
      if (message.type === 'rows') this.rows.put(message.rows);
      else {
        const { type: _, run: __, ...standing } = message;
        this.current = { ...this.current, ...standing };
        this.heardAt = this.now();
      }
    }
    this.changed();
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
    if (this.shownKind === undefined) this.post({ type: 'view', run: run.id, ...range });
    else {
      const rows = Array.from({ length: range.count }, (_, nth) => this.indexAt(range.first + nth));
      this.post({ type: 'viewRows', run: run.id, rows });
    }
  }

  private layOut(): void {
    const { run, comparison } = this.current ?? {};
    this.asked = undefined;
    this.kindCounts = comparison && countChanges(comparison.changes);
    if (comparison === undefined) {
      if (run !== undefined) this.shownKind = undefined;
      this.shownRows = allRows(run?.count ?? 0);
    } else if (this.shownKind === undefined) this.shownRows = allRows(comparison.changes.length);
    else this.shownRows = someRows(entriesOfKind(comparison.changes, this.shownKind));
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

  /** Opens the body of the row at a position. */
  open(position: number): void {
    const run = this.current?.run;
    if (run !== undefined) this.post({ type: 'open', run: run.id, index: this.indexAt(position) });
  }

  /** Compares no longer. */
  endComparison(): void {
    const run = this.current?.run;
    if (run !== undefined) this.post({ type: 'endComparison', run: run.id });
  }

  /** Tells the host which rows are selected, by ranges of positions. */
  select(positions: readonly RowRange[]): void {
    const run = this.current?.run;
    if (run === undefined) return;
    this.post({ type: 'select', run: run.id, ranges: this.shownRows.ranges(positions) });
  }

  /** Fetches the run's requests again, or those that failed; or goes on with those that are missing. */
  runAgain(type: 'runAgain' | 'runFailedAgain' | 'resume'): void {
    const run = this.current?.run;
    if (run !== undefined) this.post({ type, run: run.id });
  }

  /** Cancels the run, or the request at a position. */
  cancel(position?: number): void {
    const run = this.current?.run;
    if (run === undefined) return;
    const index = position === undefined ? {} : { index: this.indexAt(position) };
    this.post({ type: 'cancel', run: run.id, ...index });
  }

  /** Shows the output channel. */
  showOutput(): void {
    this.post({ type: 'showOutput' });
  }
}
