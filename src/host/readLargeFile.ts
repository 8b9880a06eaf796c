import * as vscode from 'vscode';
import type { TextReader } from './readDocument.ts';
import type { Reading } from './textWorkerClient.ts';

/** Above this VS Code hands no document to extensions. */
export const documentLimit = 50 * 1024 * 1024;

/** Reads a file that VS Code does not hand out as a document: the text worker reads it itself where it lies on this machine. */
export async function readLargeFile(client: TextReader, uri: vscode.Uri): Promise<Reading> {
  // Without a document nobody knows the language: the file's name has to do.
  const options = { languageId: '', uri: uri.toString(), merge: true };
  if (uri.scheme === 'file') return client.read({ type: 'file', path: uri.fsPath }, options);
  try {
    return await client.read({ type: 'bytes', bytes: await vscode.workspace.fs.readFile(uri) }, options);
  } catch (error) {
    return { type: 'failed', message: String(error) };
  }
}
