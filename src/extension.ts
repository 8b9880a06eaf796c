import { join } from 'node:path';
import process from 'node:process';
import * as vscode from 'vscode';
import type { GatherApi } from './api.ts';
import { BodyFileSystem } from './host/bodyFileSystem.ts';
import { bodyScheme } from './host/bodyUri.ts';
import { commandIds } from './host/commandIds.ts';
import { registerCommands } from './host/commands.ts';
import { EarlierRuns } from './host/earlierRuns.ts';
import { showMarks } from './host/editorMarks.ts';
import { noticeEnds } from './host/endNotice.ts';
import { showFetchLenses } from './host/fetchLenses.ts';
import { FieldWorkerClient } from './host/fieldWorkerClient.ts';
import { FetchWorkerClient, nodeTooOldMessage } from './host/fetchWorkerClient.ts';
import { foldGroups } from './host/foldGroups.ts';
import { createApi } from './host/gatherApi.ts';
import { noticeInterrupted } from './host/interruptedNotice.ts';
import { createLog } from './host/log.ts';
import { followCursor } from './host/followCursor.ts';
import { isNodeRecentEnough } from './host/nodeVersion.ts';
import { outputLanguageId, writeRuns } from './host/outputView.ts';
import { PanelView } from './host/panelView.ts';
import { RunFieldsKeeper } from './host/runFieldsKeeper.ts';
import { limitMemory } from './host/limitMemory.ts';
import { limitStorage } from './host/limitStorage.ts';
import { Problems } from './host/problems.ts';
import { offerQuickFixes } from './host/quickFixes.ts';
import { showHovers } from './host/resultHover.ts';
import { Runs } from './host/runs.ts';
import { Secrets } from './host/secrets.ts';
import { Settings } from './host/settings.ts';
import { createStatusItem, showRunsInStatusBar } from './host/statusBarView.ts';
import { StoredRuns } from './host/storedRuns.ts';
import { TemporaryFolder } from './host/temporaryFolder.ts';
import { TextWorkerClient } from './host/textWorkerClient.ts';
import { TrackedPlaces } from './host/trackedPlaces.ts';

let shutDown: (() => Promise<void>) | undefined;

/** Composes the extension; nothing is started or sent until a command or another extension asks for it, and all that is read is whether a run was interrupted. */
export function activate(context: vscode.ExtensionContext): GatherApi {
  const { extensionUri, extension, subscriptions } = context;
  const log = createLog();
  const output = vscode.window.createOutputChannel('Gather', outputLanguageId);
  const statusItem = createStatusItem();
  const settings = new Settings(log);

  const { version } = extension.packageJSON as { version: string };
  const worker = (name: string) => context.asAbsolutePath(join('dist', `${name}.cjs`));
  const textWorker = new TextWorkerClient(worker('textWorker'), log);
  // The same worker in a thread of its own: what a person writes may have to be ended.
  const fieldWorker = new FieldWorkerClient(worker('textWorker'), log);
  const fetchWorker = new FetchWorkerClient(worker('fetchWorker'), `gather-urls/${version}`, log);

  const storage = context.storageUri ?? context.globalStorageUri;
  const secrets = new Secrets(context.secrets);
  const temporary = new TemporaryFolder();
  const runs = new Runs(join(storage.fsPath, 'runs'), fetchWorker, log, temporary);
  const fields = new RunFieldsKeeper(runs, fieldWorker, log);
  const storedRuns = new StoredRuns({ runs, settings, textWorker, log });
  const earlierRuns = new EarlierRuns(runs, storedRuns);
  const panel = new PanelView({
    extensionUri,
    runs,
    earlierRuns,
    settings,
    memento: context.globalState,
  });
  const places = new TrackedPlaces(runs);
  const problems = new Problems({ places, runs, settings });

  // Disposed in this order: the views write their last lines before the channels close.
  subscriptions.push(
    panel,
    writeRuns(runs, output),
    showRunsInStatusBar(runs, statusItem),
    noticeEnds(runs, (run) => run === panel.visibleRun),
    limitStorage(runs, settings, () => panel.shownRuns, log),
    limitMemory(runs, () => panel.shownRuns),
    registerCommands({
      runs,
      storedRuns,
      earlierRuns,
      settings,
      textWorker,
      fetchWorker,
      fieldWorker,
      fields,
      secrets,
      log,
      panel,
      output,
      places,
      problems,
      extensionUri,
      temporary,
      version,
    }),
    showMarks({ places, runs, settings }),
    followCursor({ panel, places, settings }),
    showHovers(places),
    offerQuickFixes({ places, textWorker }),
    problems,
    places,
    showFetchLenses({ settings, textWorker }),
    foldGroups(),
    fields,
    vscode.workspace.registerFileSystemProvider(bodyScheme, new BodyFileSystem(runs, textWorker), {
      isCaseSensitive: true,
      isReadonly: true,
    }),
    runs,
    statusItem,
    output,
    log,
  );
  if (!isNodeRecentEnough(process.versions.node)) void vscode.window.showErrorMessage(nodeTooOldMessage());

  if (context.storageUri) {
    noticeInterrupted(storedRuns, context.workspaceState, {
      resume: (id) => vscode.commands.executeCommand(commandIds.resumeRun, id),
      show: (run) => panel.showRun(run),
      showAll: () => vscode.commands.executeCommand(commandIds.showHistory),
    }).catch((error: unknown) => log.warn(`Interrupted runs could not be looked for: ${String(error)}`));
  }

  shutDown = async () => {
    runs.interruptAll();
    await Promise.all([fetchWorker.dispose(), textWorker.dispose(), fieldWorker.dispose()]);
    await runs.settled();
    await temporary.delete();
  };
  return createApi({ runs, settings, textWorker, secrets });
}

/** Cancels all runs and ends the workers; resolves when they are gone. */
export async function deactivate(): Promise<void> {
  await shutDown?.();
}
