import * as vscode from 'vscode';
import { firstOutcome } from '../core/rowState.ts';
import type { RunValues } from '../core/runValues.ts';
import { restoreSecrets } from './restoreSecrets.ts';
import type { Run } from './run.ts';
import { clearRun } from './runClearance.ts';
import { runItem } from './runItem.ts';
import type { Runs } from './runs.ts';
import type { Secrets } from './secrets.ts';
import { unknownMessage } from './storedRunMessages.ts';
import type { StoredRuns } from './storedRuns.ts';
import type { TextWorkerClient } from './textWorkerClient.ts';
import { UserError } from './userError.ts';

/** What resuming a run takes. */
export interface ResumeParts {
  runs: Runs;
  storedRuns: StoredRuns;
  textWorker: TextWorkerClient;
  secrets: Secrets;
}

/**
 * Goes on with the run of an id or, without one, with one that was cut short, and asks which where there are several: only
 * what has no result is fetched. `undefined` where a message says why there is nothing to do.
 */
export async function resumeRun(parts: ResumeParts, id: unknown): Promise<Run | undefined> {
  const { runs, storedRuns, textWorker, secrets } = parts;
  const chosen = typeof id === 'string' ? id : await pickRun(storedRuns);
  if (chosen === undefined) return undefined;
  try {
    const { run, lock, extent, unknown } = await storedRuns.prepare(chosen);
    const ended = endedOf(run);
    let values: RunValues | undefined;
    try {
      await restoreSecrets(run, textWorker);
      const { requests, options, source } = run;
      values = await clearRun(secrets, { requests, options, source, ended });
    } finally {
      if (!values) await lock.release();
    }
    if (!values) return undefined;
    if (unknown > 0) void vscode.window.showWarningMessage(unknownMessage(run.title, unknown));
    const cleared = values;
    return runs.begin(run, () => Promise.resolve(cleared), { lock, earlier: { ...extent, ended } });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    void vscode.window.showWarningMessage(error.message);
    return undefined;
  }
}

async function pickRun(storedRuns: StoredRuns): Promise<string | undefined> {
  // Those of other extensions are theirs.
  const open = (await storedRuns.list()).filter(({ state, byCommand }) => state !== 'done' && byCommand);
  if (open.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no run to resume: each that is stored came to its end.'),
    );
  }
  if (open.length < 2) return open[0]?.id;
  const items = open.map((run) => runItem(run));
  const placeHolder = vscode.l10n.t('Which run is to go on?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.id;
}

function endedOf({ table }: Run): Uint8Array {
  const ended = new Uint8Array(table.length);
  for (let index = 0; index < ended.length; index++) {
    if (table.number('state', index) >= firstOutcome) ended[index] = 1;
  }
  return ended;
}
