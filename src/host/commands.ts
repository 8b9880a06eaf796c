import * as vscode from 'vscode';
import { cancelRun } from './cancelRun.ts';
import { commandIds, type CommandName, runningContextKey } from './commandIds.ts';
import { DisposableStore } from './disposableStore.ts';
import { fetchDocument, type FetchDocumentParts } from './fetchDocument.ts';
import type { FetchWorkerClient } from './fetchWorkerClient.ts';
import type { PanelView } from './panelView.ts';
import { type PartOfRun, runAgain } from './runAgain.ts';
import { selectedParts, type WhatToRead, wholeFile } from './whatToRead.ts';

/** What the commands work with. */
export interface CommandParts extends FetchDocumentParts {
  fetchWorker: Pick<FetchWorkerClient, 'warmUp'>;
  panel: Pick<PanelView, 'show' | 'showAtStart' | 'shownRun' | 'selectedRows'>;
  output: Pick<vscode.OutputChannel, 'show'>;
}

/** Registers every command, and keeps the context key of the one that can only be used while a run is under way. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { runs } = parts;

  const fetch = async (what: WhatToRead): Promise<string | undefined> => {
    if (what.type !== 'nothing') parts.fetchWorker.warmUp();
    const run = await fetchDocument(parts, what);
    if (run) parts.panel.showAtStart();
    return run?.id;
  };
  const again = async (id: unknown, part: PartOfRun): Promise<string | undefined> => {
    const given = typeof id === 'string' ? runs.get(id) : undefined;
    const before = given ?? parts.panel.shownRun ?? runs.list.find((run) => run.byCommand);
    if (!before) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is no run yet. Use "Fetch All URLs in File" first.'),
      );
      return undefined;
    }
    parts.fetchWorker.warmUp();
    const run = await runAgain(parts, before, part);
    if (run) parts.panel.showAtStart();
    return run?.id;
  };
  const handlers: Record<CommandName, (argument?: unknown) => unknown> = {
    fetchFile: async () => fetch(await wholeFile(parts.panel.shownRun?.source?.uri)),
    fetchSelection: () => fetch(selectedParts(parts.panel.shownRun?.source?.uri)),
    cancelRun: (id) => cancelRun(runs, id),
    runAgain: (id) => again(id, 'all'),
    runFailedAgain: (id) => again(id, 'failed'),
    runSelectedAgain: () => again(undefined, parts.panel.selectedRows),
    showResults: () => parts.panel.show(),
    showOutput: () => parts.output.show(true),
  };

  const store = new DisposableStore();
  for (const name of Object.keys(handlers) as CommandName[]) {
    store.add(vscode.commands.registerCommand(commandIds[name], handlers[name]));
  }
  store.add(
    runs.onDidChangeRunning(() => {
      void vscode.commands.executeCommand('setContext', runningContextKey, runs.running.length > 0);
    }),
  );
  return store;
}
