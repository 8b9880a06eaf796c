import type * as vscode from 'vscode';
import { panelRow } from '../core/panelRow.ts';
import type { FromPanel, RunDescription, ToPanel } from '../core/panelProtocol.ts';
import type { RowRange } from '../core/rowRange.ts';
import { DisposableStore } from './disposableStore.ts';
import { parseFromPanel } from './panelMessages.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';

const updateMilliseconds = 50;

/** What the panel can ask of the rest of the host. */
export interface PanelActions {
  openBody(run: Run, index: number): void;
  showOutput(): void;
  runAgain(run: Run): void;
  runFailedAgain(run: Run): void;
  /** Other rows are selected, or none. */
  selectionChanged(): void;
}

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
  private first = 0;
  /** The states in which the rows in view were sent last. */
  private sentStates: number[] = [];
  private selection: readonly RowRange[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(runs: Runs, actions: PanelActions, post: (message: ToPanel) => void) {
    this.runs = runs;
    this.actions = actions;
    this.post = post;
    this.watch(runs.list.find((run) => run.byCommand) ?? runs.list[0]);
    // What another extension runs takes no place from what a person does.
    this.store.add(
      runs.onDidStart((run) => this.show(run.byCommand || !this.run?.byCommand ? run : this.run)),
    );
    this.store.add({ dispose: () => this.watch(undefined) });
  }

  /** The run that is shown. */
  get shown(): Run | undefined {
    return this.run;
  }

  /** The rows of it that are selected. */
  get selected(): readonly RowRange[] {
    return this.selection;
  }

  /** The panel is not to be seen: its script is gone, and comes back with `ready`. */
  hide(): void {
    this.ready = false;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  receive(input: unknown): void {
    const message = parseFromPanel(input);
    if (message) this.handle(message);
  }

  dispose(): void {
    this.hide();
    this.store.dispose();
  }

  private handle(message: FromPanel): void {
    const run = 'run' in message ? this.runs.get(message.run) : undefined;
    switch (message.type) {
      case 'ready':
        this.ready = true;
        return this.show(this.run);
      case 'show':
        return run && this.show(run);
      case 'view':
        return run && run === this.run ? this.view(message.first, message.count) : undefined;
      case 'select':
        return run && run === this.run ? this.select(message.ranges) : undefined;
      case 'runAgain':
      case 'runFailedAgain':
        return run && this.actions[message.type](run);
      case 'cancel':
        return run?.cancel(message.index);
      case 'open':
        return run && message.index < run.table.length
          ? this.actions.openBody(run, message.index)
          : undefined;
      case 'showOutput':
        return this.actions.showOutput();
      default:
        return message satisfies never;
    }
  }

  private show(run: Run | undefined): void {
    this.watch(run);
    this.sentStates = [];
    if (!this.ready) return;
    this.post({
      type: 'run',
      ...(run && { run: describe(run), summary: run.summary() }),
      runs: this.runs.list.map(describe),
      running: run?.running ?? false,
    });
  }

  private watch(run: Run | undefined): void {
    if (run === this.run) return;
    this.run = run;
    this.select([]);
    this.watched?.dispose();
    this.watched = run?.onDidChange(() => {
      if (this.ready) this.timer ??= setTimeout(() => this.update(), updateMilliseconds);
    });
  }

  private select(ranges: readonly RowRange[]): void {
    this.selection = ranges;
    this.actions.selectionChanged();
  }

  private view(first: number, count: number): void {
    if (!this.run) return;
    const length = Math.max(0, Math.min(count, this.run.table.length - first));
    this.first = first;
    // No state: each of the rows has changed since it was sent.
    this.sentStates = Array.from({ length }, () => -1);
    this.sendRows(this.run);
  }

  private update(): void {
    this.timer = undefined;
    const { run } = this;
    if (!run || !this.ready) return;
    this.sendRows(run);
    this.post({ type: 'summary', run: run.id, summary: run.summary(), running: run.running });
  }

  private sendRows(run: Run): void {
    const rows = [];
    for (let nth = 0; nth < this.sentStates.length; nth++) {
      const state = run.table.number('state', this.first + nth);
      if (state === this.sentStates[nth]) continue;
      this.sentStates[nth] = state;
      rows.push(panelRow(run.table, this.first + nth));
    }
    if (rows.length > 0) this.post({ type: 'rows', run: run.id, rows });
  }
}

function describe(run: Run): RunDescription {
  // The runs of other extensions have no name of their own: their number tells them apart.
  const title = run.byCommand ? run.title : `${run.title} (${run.number})`;
  return { id: run.id, title, count: run.table.length, startedAt: run.startedAt };
}
