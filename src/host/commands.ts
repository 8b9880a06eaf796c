import * as vscode from 'vscode';
import { cancelRun } from './cancelRun.ts';
import { gitApi } from './changedLines.ts';
import { clearStoredRuns } from './clearStoredRuns.ts';
import { compareWithEarlier } from './compareCommand.ts';
import { commandIds, type CommandName, runningContextKey } from './commandIds.ts';
import { copyRunPath } from './copyRunPath.ts';
import { DisposableStore } from './disposableStore.ts';
import type { EarlierRuns } from './earlierRuns.ts';
import { explainFailure } from './explainFailure.ts';
import { fetchDocument, type FetchDocumentParts } from './fetchDocument.ts';
import { fetchResources, resourcesOf } from './fetchResources.ts';
import type { FetchWorkerClient } from './fetchWorkerClient.ts';
import { forgetSecrets } from './forgetSecrets.ts';
import { goToFailure } from './goToFailure.ts';
import type { PanelView } from './panelView.ts';
import type { Problems } from './problems.ts';
import { resumeRun } from './resumeRun.ts';
import type { StoredRuns } from './storedRuns.ts';
import { type PartOfRun, runAgain } from './runAgain.ts';
import type { Run } from './run.ts';
import { showHistory } from './showHistory.ts';
import type { TrackedPlaces } from './trackedPlaces.ts';
import {
  atCursors,
  changedInEditor,
  clipboard,
  partOfDocument,
  selectedParts,
  type WhatToRead,
  wholeFile,
} from './whatToRead.ts';

/** What the commands work with. */
export interface CommandParts extends FetchDocumentParts {
  storedRuns: StoredRuns;
  fetchWorker: Pick<FetchWorkerClient, 'warmUp'>;
  earlierRuns: EarlierRuns;
  panel: Pick<
    PanelView,
    'showRun' | 'showComparison' | 'show' | 'showAtStart' | 'shownRun' | 'selectedRows' | 'openBody'
  >;
  places: Pick<TrackedPlaces, 'in'>;
  problems: Pick<Problems, 'clear'>;
  extensionUri: vscode.Uri;
  output: Pick<vscode.OutputChannel, 'show'>;
}

/** Registers every command, and keeps the context key of the one that can only be used while a run is under way. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { runs } = parts;

  const shown = () => parts.panel.shownRun?.source?.documents;
  const started = (run: Run | undefined): string | undefined => {
    if (run) parts.panel.showAtStart();
    return run?.id;
  };
  const fetch = async (what: WhatToRead): Promise<string | undefined> => {
    if (what.type !== 'nothing') parts.fetchWorker.warmUp();
    return started(await fetchDocument(parts, what));
  };
  /** The run of an id, else the one that is shown, else a person's last; a message says that there is none. */
  const runFor = (id?: unknown): Run | undefined => {
    const given = typeof id === 'string' ? runs.get(id) : undefined;
    const run = given ?? parts.panel.shownRun ?? runs.list.find((each) => each.byCommand);
    if (!run) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is no run yet. Use "Fetch All URLs in File" first.'),
      );
    }
    return run;
  };
  /** What a link in a hover names; one of a run that is gone does nothing. */
  const withRow = <Value>(id: unknown, row: unknown, use: (run: Run, row: number) => Value) => {
    const run = typeof id === 'string' ? runs.get(id) : undefined;
    const isRow =
      run && typeof row === 'number' && Number.isInteger(row) && row >= 0 && row < run.table.length;
    return isRow ? use(run, row) : undefined;
  };
  const again = async (id: unknown, part: PartOfRun): Promise<string | undefined> => {
    const before = runFor(id);
    if (!before) return undefined;
    parts.fetchWorker.warmUp();
    return started(await runAgain(parts, before, part));
  };
  const handlers: Record<CommandName, (...args: unknown[]) => unknown> = {
    fetchFile: async () => fetch(await wholeFile(shown())),
    fetchSelection: () => fetch(selectedParts(shown())),
    fetchAtCursor: () => fetch(atCursors(shown())),
    fetchClipboard: async () => fetch(await clipboard()),
    fetchChangedLines: async () => fetch(await changedInEditor(await gitApi(), shown())),
    fetchResources: async (clicked, selected) => {
      parts.fetchWorker.warmUp();
      return started(await fetchResources(parts, resourcesOf(clicked, selected)));
    },
    fetchPart: async (uri, first, last) =>
      uri instanceof vscode.Uri
        ? fetch(await partOfDocument(uri, first as number, last as number))
        : undefined,
    cancelRun: (id) => cancelRun(runs, id),
    resumeRun: async (id) => {
      const { shownRun } = parts.panel;
      const isOpen = shownRun?.state === 'interrupted';
      return started(await resumeRun(parts, id ?? (isOpen ? shownRun.id : undefined)));
    },
    clearStoredRuns: () => clearStoredRuns(runs, parts.panel.shownRun),
    runAgain: (id) => again(id, 'all'),
    runFailedAgain: (id) => again(id, 'failed'),
    runSelectedAgain: () => again(undefined, parts.panel.selectedRows),
    showHistory: () => showHistory(parts.earlierRuns, parts.panel),
    compareRuns: async () => {
      const later = runFor();
      if (later) await compareWithEarlier(parts.earlierRuns, parts.panel, later);
    },
    copyRunPath: async () => {
      const run = runFor();
      if (run) await copyRunPath(run);
    },
    forgetSecrets: () => forgetSecrets(parts.secrets),
    openBody: (id, row) => withRow(id, row, (run, index) => parts.panel.openBody(run, index)),
    showRow: (id, row) => withRow(id, row, (run) => parts.panel.showRun(run)),
    runRowAgain: async (id, row) =>
      withRow(id, row, (run, index) => again(run.id, [{ first: index, count: 1 }])),
    explainFailure: (anchor) => explainFailure(parts.extensionUri, anchor),
    nextFailure: () => goToFailure(parts.places, 'next'),
    previousFailure: () => goToFailure(parts.places, 'previous'),
    clearProblems: () => parts.problems.clear(),
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
