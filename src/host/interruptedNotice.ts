import * as vscode from 'vscode';
import type { Run } from './run.ts';
import type { StoredRun, StoredRuns } from './storedRuns.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;
const saidKey = 'gather.saidInterrupted';

/** What the notice can lead to. */
export interface NoticeActions {
  resume(id: string): unknown;
  show(run: Run): unknown;
  /** Lets a person choose among the runs. */
  showAll(): unknown;
}

/** Says, once for each, that a person's runs of the last day were interrupted, and offers to resume or to show one, or to choose among several. */
export async function noticeInterrupted(
  storedRuns: StoredRuns,
  memory: vscode.Memento,
  actions: NoticeActions,
): Promise<void> {
  const said = memory.get<string[]>(saidKey, []);
  const since = Date.now() - dayMilliseconds;
  const interrupted = (await storedRuns.list()).filter(
    (run) => run.state === 'interrupted' && run.byCommand && run.startedAt >= since,
  );
  const unsaid = interrupted.filter(({ id }) => !said.includes(id));
  const [newest] = unsaid;
  if (!newest) return;
  await memory.update(
    saidKey,
    interrupted.map(({ id }) => id),
  );
  if (unsaid.length > 1) {
    const message = vscode.l10n.t(
      'Gather: {0} runs were interrupted. What had arrived is kept, and each can be resumed.',
      unsaid.length,
    );
    const showAll = vscode.l10n.t('Show Earlier Runs');
    if ((await vscode.window.showInformationMessage(message, showAll)) === showAll) await actions.showAll();
    return;
  }
  const resume = vscode.l10n.t('Resume');
  const show = vscode.l10n.t('Show');
  const choice = await vscode.window.showInformationMessage(messageOf(newest), resume, show);
  if (choice === resume) await actions.resume(newest.id);
  if (choice === show) await actions.show(await storedRuns.open(newest.id));
}

function messageOf({ title }: StoredRun): string {
  return vscode.l10n.t('Gather: the run of {0} was interrupted. What had arrived is kept.', title);
}
