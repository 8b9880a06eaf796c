import { dirname, isAbsolute, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { FetchRequest, GatherOptions } from '../api.ts';
import type { FieldDefinition } from '../core/fieldProtocol.ts';
import { DocumentMerger } from '../core/documentMerger.ts';
import type { Exclusions } from '../core/exclusions.ts';
import type { RequestExtras, RequestList } from '../core/requestList.ts';
import type { LeftOut } from './leftOut.ts';
import type { TextReader } from './readDocument.ts';
import { readFile } from './readFile.ts';
import type { ReadVersion } from './readVersion.ts';
import type { RunSource } from './runSource.ts';
import type { Reading } from './textWorkerClient.ts';

/** Files that are read at the same time. */
const filesAtOnce = 4;

/** What several files ask for. */
export interface FilesReading {
  requests: RequestList;
  /** Of the files with requests. */
  source: RunSource;
  /** What each of these says of the run as a whole. */
  options: GatherOptions[];
  /** What the documents want of each answer: of two fields of one name the first. */
  fields: readonly FieldDefinition[];
  /** How many requests were left out since they are not to be made. */
  excluded: number;
  leftOut: LeftOut;
}

/** How to read several files. */
export interface HowToReadFiles {
  exclusions: Exclusions;
  signal: AbortSignal;
  /** So many files have been read. */
  onRead?: (files: number) => void;
}

/**
 * Reads files, a few at a time, and puts their requests together in the order of the files. One that cannot be read, or has
 * an error, is left out; the others are not disturbed. Ends early when it is aborted. Never rejects.
 */
export async function readFiles(
  client: TextReader,
  files: readonly vscode.Uri[],
  { exclusions, signal, onRead }: HowToReadFiles,
): Promise<FilesReading> {
  const merger = new DocumentMerger();
  const documents: vscode.Uri[] = [];
  const readAs: (ReadVersion | undefined)[] = [];
  const options: GatherOptions[] = [];
  const fields: FieldDefinition[] = [];
  const leftOut: LeftOut = { binary: [], huge: [], unreadable: [], faulty: [] };
  let excluded = 0;

  const open = new Map(vscode.workspace.textDocuments.map((each) => [each.uri.toString(), each]));
  const ahead: Promise<Reading>[] = [];
  const read = (uri: vscode.Uri) =>
    readFile(client, uri, { exclusions, signal, open: open.get(uri.toString()) });
  for (const [nth, uri] of files.entries()) {
    while (ahead.length < filesAtOnce && nth + ahead.length < files.length) {
      ahead.push(read(files[nth + ahead.length] ?? uri));
    }
    const reading = await ahead.shift();
    if (signal.aborted) break;
    onRead?.(nth + 1);
    if (reading?.type !== 'read') {
      if (reading?.type === 'failed') leaveOut(leftOut, uri, reading);
      continue;
    }
    const problem = reading.problems.find(({ severity }) => severity === 'error');
    if (problem) {
      leftOut.faulty.push({ uri, problem });
      continue;
    }
    excluded += reading.excluded;
    if (reading.requests.length === 0) continue;
    documents.push(uri);
    readAs.push(reading.readAs);
    options.push(reading.options);
    fields.push(...reading.fields);
    for (const _ of merger.add(reading.requests, reading.places, bodyFileFrom(uri))) await setImmediate();
  }
  await Promise.all(ahead);
  const { requests, places } = merger;
  return { requests, source: { documents, places, readAs }, options, fields, excluded, leftOut };
}

function leaveOut(leftOut: LeftOut, uri: vscode.Uri, failed: Extract<Reading, { type: 'failed' }>): void {
  if (failed.reason === 'binary') leftOut.binary.push(uri);
  else if (failed.reason === 'huge') leftOut.huge.push(uri);
  else leftOut.unreadable.push({ uri, message: failed.message });
}

/** The files of bodies are named from the document's folder on: of several, each has its own. */
function bodyFileFrom(uri: vscode.Uri) {
  return (request: FetchRequest & RequestExtras): FetchRequest & RequestExtras => {
    const { bodyFile } = request;
    if (bodyFile === undefined || uri.scheme !== 'file' || isAbsolute(bodyFile)) return request;
    return { ...request, bodyFile: join(dirname(uri.fsPath), bodyFile) };
  };
}
