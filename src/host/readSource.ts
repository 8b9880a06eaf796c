import * as vscode from 'vscode';
import { documentLimit } from '../core/documentLimit.ts';
import type { Exclusions } from '../core/exclusions.ts';
import { readDocument, type TextReader } from './readDocument.ts';
import { readLargeFile } from './readLargeFile.ts';
import type { Reading } from './textWorkerClient.ts';

/** Reads a run's document again as it is now, open or not; `undefined` where there is none any more. */
export async function readSource(
  client: TextReader,
  uri: vscode.Uri,
  exclusions: Exclusions,
): Promise<Reading | undefined> {
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (open) return readDocument(client, open, { exclusions });
  // VS Code would make a new, empty one.
  if (uri.scheme === 'untitled') return undefined;
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > documentLimit) return await readLargeFile(client, uri, exclusions);
    return await readDocument(client, await vscode.workspace.openTextDocument(uri), { exclusions });
  } catch {
    return undefined;
  }
}
