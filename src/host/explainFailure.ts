import * as vscode from 'vscode';
import { explained } from '../core/failureKinds.ts';
import { commandIds } from './commandIds.ts';

/** An address that leads to what the README says of a kind of failure. */
export function explanationUri(anchor: string): vscode.Uri {
  return vscode.Uri.parse(`command:${commandIds.explainFailure}?${argumentsOf(anchor)}`);
}

/** The arguments of a command as its address has them. */
export function argumentsOf(...values: readonly (string | number)[]): string {
  return encodeURIComponent(JSON.stringify(values));
}

/** Opens the extension's README at what it says of a kind of failure; nothing else is opened, whoever asks. */
export async function explainFailure(extensionUri: vscode.Uri, anchor: unknown): Promise<void> {
  const known = explained.find((each) => each === anchor);
  if (known === undefined) return;
  // Packing an extension changes the case of the name.
  const files = await vscode.workspace.fs.readDirectory(extensionUri);
  const name = files.map(([each]) => each).find((each) => /^readme\.md$/i.test(each));
  if (name === undefined) return;
  const readme = vscode.Uri.joinPath(extensionUri, name).with({ fragment: known.toLowerCase() });
  await vscode.commands.executeCommand('markdown.showPreview', readme);
}
