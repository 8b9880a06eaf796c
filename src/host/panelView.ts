import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { bodyColumn } from './bodyColumn.ts';
import type { RowRange } from '../core/rowRange.ts';
import { commandIds, rowsSelectedContextKey } from './commandIds.ts';
import type { Comparison } from './comparison.ts';
import { DisposableStore } from './disposableStore.ts';
import { openBody } from './openBody.ts';
import { type PanelActions, PanelFeed } from './panelFeed.ts';
import { panelHtml } from './panelHtml.ts';
import { panelStrings } from './panelStrings.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';
import type { Settings } from './settings.ts';

/** The panel's type, as the manifest's activation event names it. */
export const viewType = 'gather.results';

/** What the panel is made from. */
export interface PanelContext {
  extensionUri: vscode.Uri;
  runs: Runs;
  settings: Settings;
}

/** The panel "Gather Results": one, opened and revealed on demand, brought back after a reload of the window. */
export class PanelView implements vscode.Disposable {
  private readonly context: PanelContext;
  private readonly store = new DisposableStore();
  private current: { panel: vscode.WebviewPanel; feed: PanelFeed } | undefined;

  constructor(context: PanelContext) {
    this.context = context;
    this.store.add({ dispose: () => this.current?.panel.dispose() });
    this.store.add(
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: async (panel) => this.fill(panel),
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

  /** Opens the panel as the settings say, where it is not to be seen yet, and leaves the focus where it was. */
  showAtStart(): void {
    const { openResults } = this.context.settings;
    if (openResults === 'never' || this.current?.panel.visible) return;
    const column = openResults === 'active' ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
    // Where it lies hidden it may lie under the very document whose URLs are fetched.
    if (this.current) this.current.panel.reveal(column, true);
    else this.open(column, true);
  }

  /** Opens the panel beside the editor, or reveals it where it is, and gives it the focus. */
  show(): void {
    if (this.current) this.current.panel.reveal();
    else this.open(vscode.ViewColumn.Beside, false);
  }

  /** Shows a run, be it of this window or an earlier one. */
  showRun(run: Run): void {
    this.show();
    this.current?.feed.show(run);
  }

  /** Shows what has changed from one run to another. */
  showComparison(comparison: Comparison): void {
    this.show();
    this.current?.feed.showComparison(comparison);
  }

  dispose(): void {
    this.store.dispose();
  }

  private open(viewColumn: vscode.ViewColumn, preserveFocus: boolean): void {
    const title = vscode.l10n.t('Gather Results');
    const panel = vscode.window.createWebviewPanel(
      viewType,
      title,
      { viewColumn, preserveFocus },
      this.webviewOptions(),
    );
    this.fill(panel);
  }

  private fill(panel: vscode.WebviewPanel): void {
    const { extensionUri, runs } = this.context;
    this.current?.panel.dispose();
    const { webview } = panel;
    const actions: PanelActions = {
      openBody: (run: Run, index: number) =>
        void openBody(run, index, bodyColumn(panel.viewColumn, run.source?.documents)),
      showOutput: () => void vscode.commands.executeCommand(commandIds.showOutput),
      runAgain: (run) => void vscode.commands.executeCommand(commandIds.runAgain, run.id),
      runFailedAgain: (run) => void vscode.commands.executeCommand(commandIds.runFailedAgain, run.id),
      resume: (run) => void vscode.commands.executeCommand(commandIds.resumeRun, run.id),
      selectionChanged: () => this.tellSelection(),
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
      title: panel.title,
      language: vscode.env.language,
    });
  }

  private tellSelection(): void {
    const selected = this.selectedRows.length > 0;
    void vscode.commands.executeCommand('setContext', rowsSelectedContextKey, selected);
  }

  private webviewOptions(): vscode.WebviewOptions {
    const dist = vscode.Uri.joinPath(this.context.extensionUri, 'dist');
    return { enableScripts: true, localResourceRoots: [dist] };
  }
}
