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
  const title = vscode.l10n.t('Body of {0} ↔ {1}', one[1] + 1, other[1] + 1);
  await vscode.commands.executeCommand('vscode.diff', ...uris, title, { viewColumn });
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
