import * as vscode from 'vscode';
import { documentLimit } from '../core/documentLimit.ts';
import type { Exclusions } from '../core/exclusions.ts';
import { readDocument, type TextReader } from './readDocument.ts';
import type { Reading } from './textWorkerClient.ts';

/** How to read one of several files. */
export interface HowToReadFile {
  exclusions: Exclusions;
  signal: AbortSignal;
  /** The file's document, where it is open. */
  open: vscode.TextDocument | undefined;
}

/** Reads a file as VS Code would read its document, which is not made for that. Never rejects. */
export async function readFile(
  client: TextReader,
  uri: vscode.Uri,
  { exclusions, signal, open }: HowToReadFile,
): Promise<Reading> {
  // A document without changes may still be what the file was a moment ago.
  if (open?.isDirty) return readDocument(client, open, { exclusions, signal });
  // Where nobody knows the language, the file's name has to do.
  const languageId = open?.languageId ?? '';
  const how = { languageId, uri: uri.toString(), merge: true, exclusions, asDocument: true } as const;
  if (uri.scheme === 'file') return client.read({ type: 'file', path: uri.fsPath }, how, signal);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > documentLimit) return { type: 'failed', message: '', reason: 'huge' };
    return await client.read({ type: 'bytes', bytes: await vscode.workspace.fs.readFile(uri) }, how, signal);
  } catch (error) {
    return { type: 'failed', message: String(error) };
  }
}
