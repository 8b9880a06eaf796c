import * as vscode from 'vscode';
import { keepPreview } from './bodyColumn.ts';
import { prettyUri } from './bodyUri.ts';
import { readAsUtf8 } from './readAsUtf8.ts';
import type { Run } from './run.ts';
import { whyNoBody } from './whyNoBody.ts';

/** Opens the body of a request, which is JSON, with a line for each member in a document of its own; a message says why that cannot be. */
export async function prettyPrint(run: Run, index: number, column: vscode.ViewColumn): Promise<void> {
  const result = run.table.result(index);
  const why = whyNoBody(run, index);
  if (!result || why !== undefined) return say(why ?? '');
  const uri = prettyUri(run.id, index, result);
  try {
    await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    return say(error instanceof Error ? error.message : String(error));
  }
  await readAsUtf8(uri);
  const preview = await keepPreview(column);
  await vscode.commands.executeCommand('vscode.openWith', uri, 'default', { viewColumn: column, preview });
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
