import * as vscode from 'vscode';
import { bodyUri } from './bodyUri.ts';
import type { RequestOfRun } from './shownRows.ts';
import { readAsUtf8 } from './readAsUtf8.ts';
import { whyNoBody } from './whyNoBody.ts';

/** Opens the bodies of two requests beside each other in a column; a message says why that cannot be. */
export async function compareBodies(
  requests: readonly RequestOfRun[],
  viewColumn: vscode.ViewColumn,
): Promise<void> {
  const [one, other, ...more] = requests;
  if (!one || !other || more.length > 0) {
    return say(vscode.l10n.t('Select two rows to compare their bodies: the second with Ctrl or Cmd.'));
  }
  await compare(one, other, vscode.l10n.t('Body of {0} ↔ {1}', one[1] + 1, other[1] + 1), viewColumn);
}

/** Opens the body that a URL had in the earlier run of a comparison beside the one that it has now. */
export async function compareWithEarlierBody(
  earlier: RequestOfRun | undefined,
  request: RequestOfRun,
  viewColumn: vscode.ViewColumn,
): Promise<void> {
  if (!earlier) {
    return say(vscode.l10n.t('There is no earlier body of this URL: run "Compare with Earlier Run" first.'));
  }
  const time = new Date(earlier[0].startedAt).toLocaleTimeString();
  await compare(earlier, request, vscode.l10n.t('Body of {0}: {1} ↔ now', request[1] + 1, time), viewColumn);
}

async function compare(
  one: RequestOfRun,
  other: RequestOfRun,
  title: string,
  viewColumn: vscode.ViewColumn,
): Promise<void> {
  const uris: vscode.Uri[] = [];
  for (const [run, index] of [one, other]) {
    const result = run.table.result(index);
    const why = whyNoBody(run, index);
    if (!result || why !== undefined) {
      return say(vscode.l10n.t('The body of request {0} cannot be compared: {1}', index + 1, why ?? ''));
    }
    const uri = bodyUri(run.id, index, result);
    if (result.characters !== undefined) await readAsUtf8(uri);
    uris.push(uri);
  }
  await vscode.commands.executeCommand('vscode.diff', ...uris, title, { viewColumn });
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
