import type { FromPanel, PanelRow, ToPanel } from '../core/panelProtocol.ts';
import type { RowRange } from '../core/rowRange.ts';
import { RowCache } from './rowCache.ts';
import { rangeToAsk } from './viewRange.ts';

/** What the host said last about the run that is shown. */
export type Shown = Omit<Extract<ToPanel, { type: 'run' }>, 'type'>;

/** What the panel knows of the host's truth, and what it asks the host for. */
export class PanelModel {
  private readonly post: (message: FromPanel) => void;
  private readonly changed: () => void;
  private rows = new RowCache();
  private asked: RowRange | undefined;
  private current: Shown | undefined;
  private readonly now: () => number;
  /** When the last summary came. */
  private heardAt = 0;

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

  /** How long the shown run has taken, in milliseconds: the host's last word, and while it runs the time since. */
  get wallTime(): number {
    const { summary, running = false } = this.current ?? {};
    return (summary?.wallTime ?? 0) + (running ? this.now() - this.heardAt : 0);
  }

  /** A row of the shown run, where it has come. */
  row(index: number): PanelRow | undefined {
    return this.rows.get(index);
  }

  /** Takes in a message of the host. What belongs to a run that is no longer shown is dropped. */
  receive(message: ToPanel): void {
    if (message.type === 'run') {
      const { type: _, ...shown } = message;
      const same = shown.run !== undefined && shown.run.id === this.current?.run?.id;
      this.current = shown;
      this.heardAt = this.now();
      if (!same) {
        this.rows = new RowCache();
        this.asked = undefined;
      } else if (this.asked !== undefined) {
        // A host that names the run again may have forgotten what is in view.
        this.ask(this.asked);
      }
    } else {
      if (this.current?.run?.id !== message.run) return;
      if (message.type === 'rows') this.rows.put(message.rows);
      else {
        this.current = { ...this.current, summary: message.summary, running: message.running };
        this.heardAt = this.now();
      }
    }
    this.changed();
  }

  /** Tells the host which rows are in view, when it does not know yet. */
  look(firstVisible: number, lastVisible: number): void {
    const run = this.current?.run;
    if (run === undefined) return;
    const range = rangeToAsk(firstVisible, lastVisible, run.count);
    if (range.first !== this.asked?.first || range.count !== this.asked.count) this.ask(range);
  }

  private ask(range: RowRange): void {
    const run = this.current?.run;
    if (run === undefined) return;
    this.asked = range;
    this.post({ type: 'view', run: run.id, ...range });
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

  /** Tells the host which rows are selected. */
  select(ranges: readonly RowRange[]): void {
    const run = this.current?.run;
    if (run !== undefined) this.post({ type: 'select', run: run.id, ranges });
  }

  /** Fetches the run's requests again, or those that failed. */
  runAgain(type: 'runAgain' | 'runFailedAgain'): void {
    const run = this.current?.run;
    if (run !== undefined) this.post({ type, run: run.id });
  }

  /** Cancels the run, or one request of it. */
  cancel(index?: number): void {
    const run = this.current?.run;
    if (run === undefined) return;
    this.post({ type: 'cancel', run: run.id, ...(index === undefined ? {} : { index }) });
  }

  /** Shows the output channel. */
  showOutput(): void {
    this.post({ type: 'showOutput' });
  }
}
