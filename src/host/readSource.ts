import * as vscode from 'vscode';
import { readDocument, type TextReader } from './readDocument.ts';
import { documentLimit, readLargeFile } from './readLargeFile.ts';
import type { Reading } from './textWorkerClient.ts';

/** Reads a run's document again as it is now, open or not; `undefined` where there is none any more. */
export async function readSource(client: TextReader, uri: vscode.Uri): Promise<Reading | undefined> {
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (open) return readDocument(client, open);
  // VS Code would make a new, empty one.
  if (uri.scheme === 'untitled') return undefined;
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > documentLimit) return await readLargeFile(client, uri);
    return await readDocument(client, await vscode.workspace.openTextDocument(uri));
  } catch {
    return undefined;
  }
}
