import type * as vscode from 'vscode';
import { countFacets } from '../core/facets.ts';
import type { FromPanel, ToPanel } from '../core/panelProtocol.ts';
import { type RowRange, rowsIn } from '../core/rowRange.ts';
import type { Comparison } from './comparison.ts';
import { DetailsFeed } from './detailsFeed.ts';
import { DisposableStore } from './disposableStore.ts';
import { inSlices } from './inSlices.ts';
import { act, type PanelActions } from './panelActions.ts';
import { parseFromPanel } from './panelMessages.ts';
import { PanelOrder } from './panelOrder.ts';
import { RowFeed } from './rowFeed.ts';
import type { Run } from './run.ts';
import { RunFeed } from './runFeed.ts';
import { RunWatch } from './runWatch.ts';
import type { Runs } from './runs.ts';
import { type RequestOfRun, ShownRows } from './shownRows.ts';

/** Tells one panel what it shows: the run, the rows in its view and those that changed since, and the summary. */
export class PanelFeed implements vscode.Disposable {
  private readonly post: (message: ToPanel) => void;
  private readonly runs: Runs;
  private readonly actions: PanelActions;
  private readonly store = new DisposableStore();
  private readonly runFeed: RunFeed;
  private readonly rowFeed: RowFeed;
  private readonly details: DetailsFeed;
  private readonly order: PanelOrder;
  private rows: ShownRows | undefined;
  private readonly runWatch: RunWatch;
  /** The panel's script runs, and has said so: what is posted to a hidden panel is lost. */
  private ready = false;
  /** A run is being read back, and there is no other to show. */
  private waiting = false;
  private selection: readonly RowRange[] = [];
  private disposed = false;
  /** How often it was asked whether there are earlier runs. */
  private historyAsked = 0;
  /** A row that is to be shown as soon as the panel can. */
  private toReveal: { run: Run; index: number } | undefined;

  constructor(runs: Runs, actions: PanelActions, post: (message: ToPanel) => void) {
    this.runs = runs;
    this.actions = actions;
    this.post = post;
    this.runFeed = new RunFeed(runs, post);
    this.rowFeed = new RowFeed(post);
    this.details = new DetailsFeed(post);
    this.order = new PanelOrder((ask, rows) => this.rows && this.rowFeed.sendOrder(this.rows, ask, rows));
    this.runWatch = new RunWatch({
      changed: () => this.order.changed(),
      fieldsChanged: () => this.rowFeed.forget(),
      update: () => this.update(),
    });
    for (const run of runs.list) this.runWatch.watchEnd(run);
    this.watch(runs.list.find((run) => run.byCommand) ?? runs.list[0]);
    // What another extension runs takes no place from what a person does.
    this.store.add(
      runs.onDidStart((run) => {
        this.runWatch.watchEnd(run);
        this.show(run.byCommand || !this.shown?.byCommand ? run : this.shown);
      }),
    );
    this.store.add(
      runs.onDidForget(() => {
        if (!this.shown || !runs.get(this.shown.id)) this.show(runs.list[0]);
      }),
    );
    this.store.add({ dispose: () => this.watch(undefined) });
    this.store.add(this.runWatch);
  }

  /** The run that is shown. */
  get shown(): Run | undefined {
    return this.rows?.run;
  }

  /** The run that is shown, and the one that it is compared with. */
  get runsInUse(): readonly Run[] {
    return [this.rows?.run, this.rows?.comparison?.earlier].filter((run) => run !== undefined);
  }

  /** The rows of it that are selected. */
  get selected(): readonly RowRange[] {
    return this.selection;
  }

  /** The rows of it that the filter leaves, in input order; `undefined`: there is no filter. */
  get filtered(): readonly number[] | undefined {
    const count = this.shown?.table.length ?? 0;
    const rows = this.order.filtered;
    return rows && Array.from(rows.filter((row) => row < count).sort());
  }

  /** The requests that are selected, in order. */
  selectedRequests(): Iterable<RequestOfRun> {
    return this.rows?.requests(this.selection) ?? [];
  }

  /** The request of the earlier run that the shown one is compared with; `undefined`: there is none. */
  earlier([run, index]: RequestOfRun): RequestOfRun | undefined {
    return run === this.shown ? this.rows?.earlier(index) : undefined;
  }

  /** Shows a run, be it of this window or an earlier one. */
  show(run: Run | undefined): void {
    this.watch(run);
    this.details.show(undefined);
    if (!this.ready || (!run && this.waiting)) return;
    this.runFeed.tell(this.rows, this.rows && this.rowFeed.first(this.rows));
    if (!run) void this.offerHistory();
  }

  /** Shows a row of a run, and gives it the focus. */
  reveal(run: Run, index: number): void {
    this.toReveal = { run, index };
    if (run !== this.shown || !this.ready) this.show(run);
    this.tellReveal();
  }

  /** Lets the chosen row follow a cursor: to one of the shown run. */
  follow(index: number): void {
    if (this.shown && this.ready) this.post({ type: 'follow', run: this.shown.id, index });
  }

  /** Shows a run that is being read back, unless there is another by then; `undefined` where there is none. */
  async showStored(reading: Promise<Run | undefined>): Promise<void> {
    this.waiting = true;
    const stored = await reading;
    this.waiting = false;
    if (!this.disposed) this.show(this.shown ?? stored);
  }

  /** Shows the later run of a comparison, and what changed. */
  showComparison(comparison: Comparison): void {
    this.watch(comparison.later);
    this.compare(new ShownRows(comparison.later, comparison));
  }

  /** The panel is not to be seen: its script is gone, and comes back with `ready`. */
  hide(): void {
    this.ready = false;
    this.details.show(undefined);
    this.runWatch.stop();
    this.runFeed.stop();
    this.order.stop();
  }

  receive(input: unknown): void {
    const message = parseFromPanel(input);
    if (message) this.handle(message);
  }

  dispose(): void {
    this.disposed = true;
    this.hide();
    this.store.dispose();
  }

  private handle(message: FromPanel): void {
    const run = 'run' in message ? this.find(message.run) : undefined;
    const rows = run && run === this.shown ? this.rows : undefined;
    switch (message.type) {
      case 'ready':
        this.ready = true;
        this.runWatch.start();
        this.show(this.shown);
        return this.tellReveal();
      case 'show':
        return run && this.show(run);
      case 'view':
        return rows && this.rowFeed.view(rows, rowsIn(message));
      case 'viewRows':
        return rows && this.rowFeed.view(rows, message.rows);
      case 'order':
        return rows && this.order.ask(rows.compared, message.query, message.ask);
      case 'facets':
        return rows && void this.sendFacets(rows);
      case 'select':
        return rows && this.select(message.ranges);
      case 'details':
        return rows && this.showDetails(rows, message);
      case 'endComparison':
        return rows && this.compare(new ShownRows(rows.run));
      case 'ping':
        return this.post({ type: 'pong' });
      default:
        return act(message, this.actions, run, this.rows);
    }
  }

  private watch(run: Run | undefined): void {
    if (run === this.shown) return;
    this.rows = run && new ShownRows(run);
    this.rowFeed.clear();
    this.order.forget();
    this.select([]);
    this.runWatch.watch(run);
  }

  /** Of stored runs it is only known by looking whether there are any. */
  private async offerHistory(): Promise<void> {
    const asked = ++this.historyAsked;
    const hasHistory = await this.actions.hasHistory();
    // Runs are deleted one after the other: what was seen before the last of them was gone is no longer so.
    if (hasHistory && asked === this.historyAsked && this.ready && !this.shown) this.runFeed.offerHistory();
  }

  private compare(rows: ShownRows): void {
    this.rows = rows;
    this.rowFeed.clear();
    this.order.forget();
    this.show(rows.run);
  }

  private select(ranges: readonly RowRange[]): void {
    this.selection = ranges;
    this.actions.selectionChanged();
  }

  private tellReveal(): void {
    const { toReveal } = this;
    if (!this.ready || !toReveal) return;
    this.toReveal = undefined;
    if (toReveal.run === this.shown)
      this.post({ type: 'reveal', run: toReveal.run.id, index: toReveal.index });
  }

  private showDetails(rows: ShownRows, message: { index?: number; withBody?: boolean }): void {
    const { index, withBody = false } = message;
    const request = index === undefined ? undefined : rows.request(index);
    if (index === undefined || !request) return this.details.show(undefined);
    const [run, requestIndex] = request;
    const row = () => rows.at(index);
    this.details.show({ shown: rows.run.id, index, row, run, requestIndex, withBody });
  }

  private async sendFacets(rows: ShownRows): Promise<void> {
    const facets = await inSlices(countFacets(rows.compared), new AbortController().signal);
    if (facets && this.ready && rows.run === this.shown)
      this.post({ type: 'facets', run: rows.run.id, facets });
  }

  /** A run of this window, or the one that is shown. */
  private find(id: string): Run | undefined {
    return this.runs.get(id) ?? (this.shown?.id === id ? this.shown : undefined);
  }

  private update(): void {
    const { rows } = this;
    if (!rows || !this.ready) return;
    this.runFeed.updateFields(rows);
    this.rowFeed.update(rows);
    this.details.update();
    this.runFeed.updateStanding(rows);
  }
}
