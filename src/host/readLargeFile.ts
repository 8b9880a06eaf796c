import * as vscode from 'vscode';
import type { TextReader } from './readDocument.ts';
import type { Reading } from './textWorkerClient.ts';

/** Above this VS Code hands no document to extensions. */
export const documentLimit = 50 * 1024 * 1024;

/** Reads a file that VS Code does not hand out as a document: the text worker reads it itself where it lies on this machine. */
export async function readLargeFile(client: TextReader, uri: vscode.Uri): Promise<Reading> {
  const options = { languageId: languageOf(uri), uri: uri.toString(), merge: true };
  if (uri.scheme === 'file') return client.read({ type: 'file', path: uri.fsPath }, options);
  try {
    return await client.read({ type: 'bytes', bytes: await vscode.workspace.fs.readFile(uri) }, options);
  } catch (error) {
    return { type: 'failed', message: String(error) };
  }
}

/** Without a document nobody knows a file's language: its name has to do. */
function languageOf(uri: vscode.Uri): string {
  if (/\.(md|markdown)$/i.test(uri.path)) return 'markdown';
  return /\.(json|geojson)$/i.test(uri.path) ? 'json' : 'plaintext';
}
