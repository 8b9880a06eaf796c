import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { bodyColumn } from './bodyColumn.ts';
import { explanationOf } from '../core/explanation.ts';
import type { RowRange } from '../core/rowRange.ts';
import { parseTableLayout, type TableLayout } from '../core/tableLayout.ts';
import { commandIds, rowsSelectedContextKey, selectedRowCountContextKey } from './commandIds.ts';
import type { Comparison } from './comparison.ts';
import { DisposableStore } from './disposableStore.ts';
import type { EarlierRuns } from './earlierRuns.ts';
import { openBody } from './openBody.ts';
import type { PanelActions } from './panelActions.ts';
import { PanelFeed } from './panelFeed.ts';
import { panelHtml } from './panelHtml.ts';
import { panelStrings } from './panelStrings.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';
import type { Settings } from './settings.ts';
import type { RequestOfRun } from './shownRows.ts';

/** The panel's type, as the manifest's activation event names it. */
export const viewType = 'gather.results';

/** What the panel is made from. */
export interface PanelContext {
  extensionUri: vscode.Uri;
  runs: Runs;
  earlierRuns: Pick<EarlierRuns, 'hasAny' | 'openOrNewest'>;
  settings: Settings;
  /** Keeps how the table is laid out. */
  memento: vscode.Memento;
}

const layoutKey = 'tableLayout';

/** The panel "Gather Results": one, opened and revealed on demand, brought back after a reload of the window. */
export class PanelView implements vscode.Disposable {
  private readonly context: PanelContext;
  private readonly store = new DisposableStore();
  private readonly choices = this.store.add(new vscode.EventEmitter<RequestOfRun>());
  private current: { panel: vscode.WebviewPanel; feed: PanelFeed } | undefined;

  /** A person has chosen one row, and has done nothing else with it for a moment. */
  readonly onDidChooseRow = this.choices.event;

  constructor(context: PanelContext) {
    this.context = context;
    this.store.add({ dispose: () => this.current?.panel.dispose() });
    this.store.add(
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: async (panel, state) => {
          this.fill(panel);
          await this.showStored(runIn(state));
        },
      }),
    );
  }

  /** The run that is to be seen, if any. */
  get visibleRun(): Run | undefined {
    return this.current?.panel.visible ? this.current.feed.shown : undefined;
  }

  /** The run that the panel shows, to be seen or not. */
  get shownRun(): Run | undefined {
    return this.current?.feed.shown;
  }

  /** That run, and the one that it is compared with. */
  get shownRuns(): readonly Run[] {
    return this.current?.feed.runsInUse ?? [];
  }

  /** The rows that are selected in it. */
  get selectedRows(): readonly RowRange[] {
    return this.current?.feed.selected ?? [];
  }

  /** The rows that its filter leaves, in input order; `undefined`: there is no filter. */
  get filteredRows(): readonly number[] | undefined {
    return this.current?.feed.filtered;
  }

  /** The requests of the rows that are selected, in order. */
  selectedRequests(): Iterable<RequestOfRun> {
    return this.current?.feed.selectedRequests() ?? [];
  }

  /** The request of the earlier run in the comparison that is shown; `undefined`: there is none. */
  earlierRequest(request: RequestOfRun): RequestOfRun | undefined {
    return this.current?.feed.earlier(request);
  }

  /** The editor column in which it is. */
  get column(): vscode.ViewColumn | undefined {
    return this.current?.panel.viewColumn;
  }

  /** Opens the panel as the settings say, where it is not to be seen yet, and leaves the focus where it was. */
  showAtStart(): void {
    const { openResults } = this.context.settings;
    if (openResults === 'never' || this.current?.panel.visible) return;
    const column = openResults === 'active' ? vscode.ViewColumn.Active : columnBeside();
    if (!this.current) return this.open(column, true);
    const { panel } = this.current;
    const isApart = panel.viewColumn !== vscode.window.tabGroups.activeTabGroup.viewColumn;
    if (isApart || openResults === 'active') panel.reveal(undefined, true);
    // It lies under the very document whose URLs are fetched. If it were moved from there, VS Code would make its tab a
    // preview, which the next file that is looked at replaces.
    else this.fill(this.create(column, true));
  }

  /** Opens the panel, or reveals it where it is; where nothing has run in this window, with the newest of the stored runs. */
  async show(): Promise<void> {
    this.reveal();
    await this.showStored();
  }

  /** Shows a run, be it of this window or an earlier one. */
  showRun(run: Run): void {
    this.reveal();
    this.current?.feed.show(run);
  }

  /** Shows a row of a run, and gives it the focus. */
  revealRow(run: Run, index: number): void {
    this.reveal();
    this.current?.feed.reveal(run, index);
  }

  /** Lets the chosen row follow a cursor to one of a run, where that is to be seen; the focus stays where it is. */
  followRow(run: Run, index: number): void {
    if (this.visibleRun === run) this.current?.feed.follow(index);
  }

  /** Shows what has changed from one run to another. */
  showComparison(comparison: Comparison): void {
    this.reveal();
    this.current?.feed.showComparison(comparison);
  }

  dispose(): void {
    this.store.dispose();
  }

  /** Opens the panel beside the editor, or reveals it where it is, and gives it the focus. */
  private reveal(): void {
    if (this.current) this.current.panel.reveal();
    else this.open(columnBeside(), false);
  }

  private async showStored(id?: string): Promise<void> {
    const feed = this.current?.feed;
    if (feed && !feed.shown) await feed.showStored(this.context.earlierRuns.openOrNewest(id));
  }

  private open(viewColumn: vscode.ViewColumn, preserveFocus: boolean): void {
    const others = panelTabs();
    this.fill(this.create(others[0]?.group.viewColumn ?? viewColumn, preserveFocus));
    if (others.length > 0) void vscode.window.tabGroups.close(others, true);
  }

  private create(viewColumn: vscode.ViewColumn, preserveFocus: boolean): vscode.WebviewPanel {
    const title = vscode.l10n.t('Gather Results');
    return vscode.window.createWebviewPanel(
      viewType,
      title,
      { viewColumn, preserveFocus },
      this.webviewOptions(),
    );
  }

  private fill(panel: vscode.WebviewPanel): void {
    const { extensionUri, runs } = this.context;
    this.current?.panel.dispose();
    const { webview } = panel;
    const actions: PanelActions = {
      openBody: (run: Run, index: number) =>
        void openBody(run, index, bodyColumn(panel.viewColumn, run.source?.documents)),
      rowAction: (action, run, index) =>
        void vscode.commands.executeCommand(commandIds[action], run.id, index),
      explain: ({ table }, index) =>
        void vscode.commands.executeCommand(commandIds.explainFailure, explanationOf(table, index)),
      showHistory: () => void vscode.commands.executeCommand(commandIds.showHistory),
      hasHistory: () => this.context.earlierRuns.hasAny(),
      showOutput: () => void vscode.commands.executeCommand(commandIds.showOutput),
      runAgain: (run) => void vscode.commands.executeCommand(commandIds.runAgain, run.id),
      runFailedAgain: (run) => void vscode.commands.executeCommand(commandIds.runFailedAgain, run.id),
      resume: (run) => void vscode.commands.executeCommand(commandIds.resumeRun, run.id),
      addField: (run) => void vscode.commands.executeCommand(commandIds.addField, run.id),
      removeField: (run) => void vscode.commands.executeCommand(commandIds.removeField, run.id),
      selectionChanged: () => this.tellSelection(),
      chosen: (run, index) => this.choices.fire([run, index]),
      keepLayout: (layout: TableLayout) => void this.context.memento.update(layoutKey, layout),
    };
    const feed = new PanelFeed(runs, actions, (message) => void webview.postMessage(message));
    const current = { panel, feed };
    this.current = current;

    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    panel.onDidChangeViewState(() => {
      if (!panel.visible) feed.hide();
    });
    panel.onDidDispose(() => {
      feed.dispose();
      if (this.current === current) this.current = undefined;
      this.tellSelection();
    });
    webview.onDidReceiveMessage((message) => feed.receive(message));

    const resource = (name: string) =>
      webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', name)).toString();
    webview.options = this.webviewOptions();
    webview.html = panelHtml({
      script: resource('panel.js'),
      style: resource('panel.css'),
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('base64url'),
      strings: panelStrings(),
      layout: parseTableLayout(this.context.memento.get(layoutKey)),
      title: panel.title,
      language: vscode.env.language,
    });
  }

  private tellSelection(): void {
    const count = this.selectedRows.reduce((sum, range) => sum + range.count, 0);
    void vscode.commands.executeCommand('setContext', rowsSelectedContextKey, count > 0);
    void vscode.commands.executeCommand('setContext', selectedRowCountContextKey, count);
  }

  private webviewOptions(): vscode.WebviewOptions {
    const dist = vscode.Uri.joinPath(this.context.extensionUri, 'dist');
    return { enableScripts: true, localResourceRoots: [dist] };
  }
}

/** The tabs of panels. One that this window does not know was left by an extension host that died: nobody answers it. */
function panelTabs(): vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(
    ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType),
  );
}

/** The id of the run that a panel remembers to have shown. */
function runIn(state: unknown): string | undefined {
  const run: unknown = typeof state === 'object' && state !== null && 'run' in state ? state.run : undefined;
  return typeof run === 'string' ? run : undefined;
}

/** The column to the right of the active editor's; where there is none, the one to its left, else a new one. */
function columnBeside(): vscode.ViewColumn {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const columns = new Set(all.map(({ viewColumn }) => viewColumn));
  const active = activeTabGroup.viewColumn;
  return !columns.has(active + 1) && columns.has(active - 1) ? active - 1 : vscode.ViewColumn.Beside;
}
