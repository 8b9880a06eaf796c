import type * as vscode from 'vscode';
import type { ComparedRuns } from '../core/comparedRuns.ts';
import { countFacets } from '../core/facets.ts';
import { comparedRow, panelRow } from '../core/panelRow.ts';
import type {
  FieldDescription,
  FromPanel,
  PanelRow,
  RunDescription,
  ToPanel,
} from '../core/panelProtocol.ts';
import type { RowRange } from '../core/rowRange.ts';
import type { RunState } from '../core/runFormat.ts';
import type { RowAction } from '../core/rowAction.ts';
import type { Summary } from '../core/summary.ts';
import type { TableLayout } from '../core/tableLayout.ts';
import { timeDistribution } from '../core/timeDistribution.ts';
import type { Comparison } from './comparison.ts';
import { DetailsFeed } from './detailsFeed.ts';
import { DisposableStore } from './disposableStore.ts';
import { inSlices } from './inSlices.ts';
import { parseFromPanel } from './panelMessages.ts';
import { PanelOrder } from './panelOrder.ts';
import type { Run } from './run.ts';
import { runNotice } from './runNotice.ts';
import type { Runs } from './runs.ts';

const updateMilliseconds = 50;
/** How often the distribution of times is looked at while a run is under way: that takes longer, and is no matter of moments. */
const timesMilliseconds = 1000;
/** As many rows are sent with a new order: what a screen holds. */
const firstRows = 60;

/** What the panel can ask of the rest of the host. */
export interface PanelActions {
  openBody(run: Run, index: number): void;
  rowAction(action: RowAction, run: Run, index: number): void;
  showHistory(): void;
  showOutput(): void;
  runAgain(run: Run): void;
  runFailedAgain(run: Run): void;
  resume(run: Run): void;
  addField(run: Run): void;
  removeField(run: Run): void;
  /** Other rows are selected, or none. */
  selectionChanged(): void;
  /** The table was laid out anew. */
  keepLayout(layout: TableLayout): void;
}

/** A request by its run and its number there. */
export type RequestOfRun = readonly [run: Run, index: number];

/** Tells one panel what it shows: the run, the rows in its view and those that changed since, and the summary. */
export class PanelFeed implements vscode.Disposable {
  private readonly post: (message: ToPanel) => void;
  private readonly runs: Runs;
  private readonly actions: PanelActions;
  private readonly store = new DisposableStore();
  private watched: vscode.Disposable | undefined;
  private run: Run | undefined;
  /** The panel's script runs, and has said so: what is posted to a hidden panel is lost. */
  private ready = false;
  private comparison: Comparison | undefined;
  /** A run is being read back, and there is no other to show. */
  private waiting = false;
  /** The rows in view. */
  private viewed: readonly number[] = [];
  /** The states in which the rows in view were sent last. */
  private sentStates: number[] = [];
  private selection: readonly RowRange[] = [];
  private disposed = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly details: DetailsFeed;
  /** A row that is to be shown as soon as the panel can. */
  private toReveal: { run: Run; index: number } | undefined;
  private timesSentAt = 0;
  /** The fields of the shown run as they were said last. */
  private sentFields = '';
  private readonly order: PanelOrder;

  constructor(runs: Runs, actions: PanelActions, post: (message: ToPanel) => void) {
    this.runs = runs;
    this.actions = actions;
    this.post = post;
    this.details = new DetailsFeed(post);
    this.order = new PanelOrder((ask, rows) => this.sendOrder(ask, rows));
    this.watch(runs.list.find((run) => run.byCommand) ?? runs.list[0]);
    // What another extension runs takes no place from what a person does.
    this.store.add(
      runs.onDidStart((run) => this.show(run.byCommand || !this.run?.byCommand ? run : this.run)),
    );
    this.store.add(
      runs.onDidForget(() => {
        if (!this.run || !runs.get(this.run.id)) this.show(runs.list[0]);
      }),
    );
    this.store.add({ dispose: () => this.watch(undefined) });
  }

  /** The run that is shown. */
  get shown(): Run | undefined {
    return this.run;
  }

  /** The run that is shown, and the one that it is compared with. */
  get runsInUse(): readonly Run[] {
    return [this.run, this.comparison?.earlier].filter((run) => run !== undefined);
  }

  /** Shows a run, be it of this window or an earlier one. */
  show(run: Run | undefined): void {
    this.watch(run);
    this.sentStates = [];
    this.details.show(undefined);
    if (!this.ready || (!run && this.waiting)) return;
    this.tellRun(run);
  }

  private tellRun(run: Run | undefined): void {
    const fields = describeFields(run);
    this.sentFields = JSON.stringify(fields);
    this.post({
      type: 'run',
      ...(run && { run: describe(run), ...standing(run), ...this.times(run) }),
      ...(fields.length > 0 && { fields }),
      runs: (run && !this.runs.get(run.id) ? [run, ...this.runs.list] : this.runs.list).map(describe),
      ...(this.comparison && {
        comparison: { earlier: describe(this.comparison.earlier), changes: this.comparison.changes },
      }),
    });
  }

  /** Shows a row of a run, and gives it the focus. */
  reveal(run: Run, index: number): void {
    this.toReveal = { run, index };
    if (run !== this.run || !this.ready) this.show(run);
    this.tellReveal();
  }

  /** Shows a run that is being read back, unless there is another by then; `undefined` where there is none. */
  async showStored(reading: Promise<Run | undefined>): Promise<void> {
    this.waiting = true;
    const stored = await reading;
    this.waiting = false;
    if (!this.disposed) this.show(this.run ?? stored);
  }

  /** Shows the later run of a comparison, and what changed. */
  showComparison(comparison: Comparison): void {
    this.watch(comparison.later);
    this.comparison = comparison;
    this.order.stop();
    this.show(comparison.later);
  }

  /** The rows of it that are selected. */
  get selected(): readonly RowRange[] {
    return this.selection;
  }

  /** The rows of it that the filter leaves, in input order; `undefined`: there is no filter. */
  get filtered(): readonly number[] | undefined {
    const count = this.run?.table.length ?? 0;
    const rows = this.order.filtered;
    return rows && Array.from(rows.filter((row) => row < count).sort());
  }

  /** The requests that are selected, in order. */
  *selectedRequests(): Generator<RequestOfRun> {
    const { run } = this;
    if (!run) return;
    for (const { first, count } of this.selection) {
      const end = Math.min(first + count, (this.comparison?.changes ?? run.table).length);
      for (let row = first; row < end; row++) {
        const request = this.locate(run, row);
        if (request) yield request;
      }
    }
  }

  /** The panel is not to be seen: its script is gone, and comes back with `ready`. */
  hide(): void {
    this.ready = false;
    this.details.show(undefined);
    clearTimeout(this.timer);
    this.timer = undefined;
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
    switch (message.type) {
      case 'ready':
        this.ready = true;
        this.show(this.run);
        return this.tellReveal();
      case 'show':
        return run && this.show(run);
      case 'view':
        return run && run === this.run ? this.view(rangeOf(message)) : undefined;
      case 'viewRows':
        return run && run === this.run ? this.view(message.rows) : undefined;
      case 'order':
        return run && run === this.run
          ? this.order.ask(this.runsOf(run), message.query, message.ask)
          : undefined;
      case 'facets':
        return run && run === this.run ? void this.sendFacets(run) : undefined;
      case 'layout':
        return this.actions.keepLayout(message.layout);
      case 'select':
        return run && run === this.run ? this.select(message.ranges) : undefined;
      case 'runAgain':
      case 'runFailedAgain':
      case 'resume':
      case 'addField':
      case 'removeField':
        return run && this.actions[message.type](run);
      case 'cancel':
        return run?.cancel(message.index);
      case 'open':
        return run && this.act(run, message.index, (...row) => this.actions.openBody(...row));
      case 'rowAction':
        return (
          run && this.act(run, message.index, (...row) => this.actions.rowAction(message.action, ...row))
        );
      case 'details':
        return run && run === this.run ? this.showDetails(run, message) : undefined;
      case 'showHistory':
        return this.actions.showHistory();
      case 'endComparison':
        if (run !== this.run) return;
        this.comparison = undefined;
        this.order.stop();
        return this.show(run);
      case 'ping':
        return this.post({ type: 'pong' });
      case 'showOutput':
        return this.actions.showOutput();
      default:
        return message satisfies never;
    }
  }

  private watch(run: Run | undefined): void {
    if (run === this.run) return;
    this.run = run;
    this.comparison = undefined;
    this.order.stop();
    this.select([]);
    this.watched?.dispose();
    this.watched = undefined;
    if (!run) return;
    const changed = () => {
      this.order.changed();
      if (this.ready) this.timer ??= setTimeout(() => this.update(), updateMilliseconds);
    };
    const store = new DisposableStore();
    store.add(run.onDidChange(changed));
    store.add(
      run.onDidChangeFields(() => {
        // Any of the rows may have other values.
        this.sentStates = this.sentStates.map(() => -1);
        changed();
      }),
    );
    this.watched = store;
  }

  private select(ranges: readonly RowRange[]): void {
    this.selection = ranges;
    this.actions.selectionChanged();
  }

  private view(rows: readonly number[]): void {
    if (!this.run) return;
    const { length } = this.comparison?.changes ?? this.run.table;
    this.viewed = rows.filter((row) => row < length);
    // No state: each of the rows has changed since it was sent.
    this.sentStates = this.viewed.map(() => -1);
    this.sendRows(this.run);
  }

  private showDetails(run: Run, { index, withBody = false }: { index?: number; withBody?: boolean }): void {
    const request = index === undefined ? undefined : this.locate(run, index);
    if (index === undefined || !request) return this.details.show(undefined);
    const row = () => this.row(run, index);
    this.details.show({ shown: run.id, index, row, run: request[0], requestIndex: request[1], withBody });
  }

  private act(run: Run, index: number, action: (run: Run, index: number) => void): void {
    const request = this.locate(run, index);
    if (request) action(...request);
  }

  private runsOf(run: Run): ComparedRuns {
    return { run, ...(this.comparison && { comparison: this.comparison }) };
  }

  private sendOrder(ask: number, rows: Uint32Array): void {
    const { run } = this;
    if (!run) return;
    // With those that will be seen first, so that no places without a row are shown in between.
    const first = Array.from(rows.subarray(0, firstRows), (row) => this.row(run, row));
    this.post({ type: 'rows', run: run.id, rows: first });
    this.post({ type: 'order', run: run.id, ask, rows });
  }

  private async sendFacets(run: Run): Promise<void> {
    const facets = await inSlices(countFacets(this.runsOf(run)), new AbortController().signal);
    if (facets && this.ready && run === this.run) this.post({ type: 'facets', run: run.id, facets });
  }

  /** The run and the number of the request that a row is of: in a comparison it may be one of the earlier run. */
  private locate(run: Run, index: number): RequestOfRun | undefined {
    const { comparison } = this;
    if (index < run.table.length) return [run, index];
    const gone = run === comparison?.later ? comparison.earlierRows[index] : undefined;
    return comparison && gone !== undefined ? [comparison.earlier, gone] : undefined;
  }

  private tellReveal(): void {
    const { run, toReveal } = this;
    if (!this.ready || !toReveal) return;
    this.toReveal = undefined;
    if (toReveal.run === run) this.post({ type: 'reveal', run: run.id, index: toReveal.index });
  }

  /** A run of this window, or the one that is shown. */
  private find(id: string): Run | undefined {
    return this.runs.get(id) ?? (this.run?.id === id ? this.run : undefined);
  }

  private update(): void {
    this.timer = undefined;
    const { run } = this;
    if (!run || !this.ready) return;
    if (JSON.stringify(describeFields(run)) !== this.sentFields) this.tellRun(run);
    this.sendRows(run);
    this.details.update();
    const isDue = !run.running || performance.now() - this.timesSentAt >= timesMilliseconds;
    this.post({ type: 'summary', run: run.id, ...standing(run), ...(isDue && this.times(run)) });
  }

  private times(run: Run): Pick<Extract<ToPanel, { type: 'summary' }>, 'times'> {
    this.timesSentAt = performance.now();
    const times = timeDistribution(run.table);
    return times ? { times } : {};
  }

  private row(run: Run, row: number): PanelRow {
    const { comparison } = this;
    return comparison ? comparedRow(comparison.earlier, run, comparison, row) : panelRow(run, row);
  }

  private sendRows(run: Run): void {
    const rows = [];
    for (let nth = 0; nth < this.sentStates.length; nth++) {
      const row = this.viewed[nth] ?? 0;
      const state = run.table.number('state', row);
      if (state === this.sentStates[nth]) continue;
      this.sentStates[nth] = state;
      rows.push(this.row(run, row));
    }
    if (rows.length > 0) this.post({ type: 'rows', run: run.id, rows });
  }
}

function rangeOf({ first, count }: RowRange): number[] {
  return Array.from({ length: count }, (_, nth) => first + nth);
}

function standing(run: Run): { summary: Summary; state: RunState; notice?: string } {
  const notice = runNotice(run);
  return { summary: run.summary(), state: run.state, ...(notice !== undefined && { notice }) };
}

function describeFields(run: Run | undefined): FieldDescription[] {
  const columns = run?.fields.columns ?? [];
  return columns.map(({ name, expression, lost, failure }) => ({
    name,
    expression,
    ...(lost > 0 && { lost }),
    ...(failure !== undefined && { failure }),
  }));
}

function describe(run: Run): RunDescription {
  // The runs of other extensions have no name of their own: their number tells them apart.
  const title = run.byCommand ? run.title : `${run.title} (${run.number})`;
  const { id, startedAt, running } = run;
  return { id, title, count: run.table.length, startedAt, ...(running && { running }) };
}
