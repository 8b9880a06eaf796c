import * as vscode from 'vscode';
import { addField, type FieldParts, removeField } from './addField.ts';
import { cancelRun } from './cancelRun.ts';
import { gitApi } from './changedLines.ts';
import { clearStoredRuns } from './clearStoredRuns.ts';
import { compareWithEarlier } from './compareCommand.ts';
import { commandIds, type CommandName, runningContextKey } from './commandIds.ts';
import { copyRunPath } from './copyRunPath.ts';
import { DisposableStore } from './disposableStore.ts';
import type { SingledOut } from './chosenRows.ts';
import { copyRows } from './copyRows.ts';
import type { EarlierRuns } from './earlierRuns.ts';
import { explainFailure } from './explainFailure.ts';
import type { ExportParts } from './exportParts.ts';
import { exportResults } from './exportResults.ts';
import { fetchDocument, type FetchDocumentParts } from './fetchDocument.ts';
import { fetchResources, resourcesOf } from './fetchResources.ts';
import type { FetchWorkerClient } from './fetchWorkerClient.ts';
import { fixDocument } from './fixDocument.ts';
import { forgetSecrets } from './forgetSecrets.ts';
import { goToFailure } from './goToFailure.ts';
import { isResumable } from './isResumable.ts';
import type { PanelView } from './panelView.ts';
import type { Problems } from './problems.ts';
import { resumeRun } from './resumeRun.ts';
import { saveBodies } from './saveBodies.ts';
import type { StoredRuns } from './storedRuns.ts';
import { type PartOfRun, runAgain } from './runAgain.ts';
import type { Run } from './run.ts';
import { revealRow } from './revealRow.ts';
import { rowHandlers } from './rowHandlers.ts';
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
export interface CommandParts
  extends FetchDocumentParts, FieldParts, Pick<ExportParts, 'temporary' | 'version'> {
  storedRuns: StoredRuns;
  fetchWorker: Pick<FetchWorkerClient, 'warmUp'>;
  earlierRuns: EarlierRuns;
  places: TrackedPlaces;
  problems: Pick<Problems, 'clear'>;
  extensionUri: vscode.Uri;
  panel: Omit<PanelView, 'dispose' | 'shownRuns' | 'visibleRun'>;
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
        vscode.l10n.t('There is no run to show. Use "Fetch All URLs in File" first.'),
      );
    }
    return run;
  };
  const again = async (id: unknown, part: PartOfRun): Promise<string | undefined> => {
    const before = runFor(id);
    if (!before) return undefined;
    parts.fetchWorker.warmUp();
    return started(await runAgain(parts, before, part));
  };
  /** What is singled out in the panel, where it shows this run. */
  const singledOut = (run: Run): SingledOut => {
    if (run !== parts.panel.shownRun) return { selected: [] };
    const { selectedRows: selected, filteredRows: filtered } = parts.panel;
    return { selected, ...(filtered && { filtered }) };
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
      const shownOne = shownRun && isResumable(shownRun) ? shownRun.id : undefined;
      return started(await resumeRun(parts, id ?? shownOne));
    },
    clearStoredRuns: () => clearStoredRuns(runs, parts.panel.shownRun),
    runAgain: (id) => again(id, 'all'),
    runFailedAgain: (id) => again(id, 'failed'),
    runSelectedAgain: (id, index) =>
      typeof index === 'number'
        ? again(id, [{ first: index, count: 1 }])
        : again(undefined, parts.panel.selectedRows),
    ...rowHandlers(parts),
    revealRow: (id, index) => revealRow(parts, id, index),
    showHistory: () => showHistory(parts.earlierRuns, parts.panel),
    compareRuns: async () => {
      const later = runFor();
      if (later) await compareWithEarlier(parts.earlierRuns, parts.panel, later);
    },
    addField: async (id) => {
      const run = runFor(id);
      if (run) await addField(parts, run);
    },
    removeField: async (id) => {
      const run = runFor(id);
      if (run) await removeField(parts, run);
    },
    exportResults: async (id) => {
      const run = runFor(id);
      if (run) await exportResults(parts, run, singledOut(run));
    },
    saveBodies: async (id) => {
      const run = runFor(id);
      if (run) await saveBodies(parts, run, singledOut(run));
    },
    copyRows: async () => {
      const run = runFor();
      if (run) await copyRows(parts, run, singledOut(run).selected);
    },
    copyRunPath: async () => {
      const run = runFor();
      if (run) await copyRunPath(run);
    },
    forgetSecrets: () => forgetSecrets(parts.secrets),
    explainFailure: (anchor) => explainFailure(parts.extensionUri, anchor),
    nextFailure: () => goToFailure(parts.places, 'next'),
    previousFailure: () => goToFailure(parts.places, 'previous'),
    clearProblems: () => parts.problems.clear(),
    updateMovedUrls: () => fixDocument(parts, 'moved'),
    removeDuplicates: () => fixDocument(parts, 'duplicates'),
    commentOutDead: () => fixDocument(parts, 'dead'),
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
