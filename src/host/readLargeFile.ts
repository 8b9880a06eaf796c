import * as vscode from 'vscode';
import type { Exclusions } from '../core/exclusions.ts';
import type { TextReader } from './readDocument.ts';
import type { Reading } from './textWorkerClient.ts';

/** Reads a file that VS Code does not hand out as a document: the text worker reads it itself where it lies on this machine. */
export async function readLargeFile(
  client: TextReader,
  uri: vscode.Uri,
  exclusions: Exclusions,
): Promise<Reading> {
  // Without a document nobody knows the language: the file's name has to do.
  const options = { languageId: '', uri: uri.toString(), merge: true, exclusions };
  if (uri.scheme === 'file') return client.read({ type: 'file', path: uri.fsPath }, options);
  try {
    return await client.read({ type: 'bytes', bytes: await vscode.workspace.fs.readFile(uri) }, options);
  } catch (error) {
    return { type: 'failed', message: String(error) };
  }
}
