import * as vscode from 'vscode';
import type { Exclusions } from '../core/exclusions.ts';
import { filePatterns } from './filePatterns.ts';
import { type FilePatterns, findFiles, mostFiles } from './findFiles.ts';
import { noticeLeftOut } from './leftOut.ts';
import type { Log } from './log.ts';
import { type FilesReading, readFiles } from './readFiles.ts';
import type { TextWorkerClient } from './textWorkerClient.ts';
import { type Report, whileCancellable } from './whileCancellable.ts';

/** What reading files and folders takes. */
export interface ReadResourcesParts {
  textWorker: TextWorkerClient;
  log: Log;
}

/**
 * Reads the files that were chosen, and those in the folders, with a notice that can be cancelled, and says what was left
 * out. `undefined` where it was cancelled, or a message says why nothing is read.
 */
export async function readResources(
  { textWorker, log }: ReadResourcesParts,
  resources: readonly vscode.Uri[],
  name: string,
  exclusions: Exclusions,
): Promise<FilesReading | undefined> {
  const patterns = filePatterns(resources[0]);
  if (!patterns) return undefined;
  const reading = await whileCancellable(
    vscode.l10n.t('Gather: reading {0}…', name),
    async (signal, report) => {
      const cancelled = Promise.withResolvers<undefined>();
      // Nobody waits for a slow file system then.
      signal.addEventListener('abort', () => cancelled.resolve(undefined), { once: true });
      const how = { patterns, exclusions, signal, report };
      return Promise.race([read(textWorker, resources, how), cancelled.promise]);
    },
  );
  if (reading) noticeLeftOut(reading.leftOut, log);
  return reading;
}

async function read(
  textWorker: TextWorkerClient,
  resources: readonly vscode.Uri[],
  how: { patterns: FilePatterns; exclusions: Exclusions; signal: AbortSignal; report: Report },
): Promise<FilesReading> {
  const { patterns, exclusions, signal, report } = how;
  const found = await findFiles(resources, {
    patterns,
    signal,
    onFound: (count) => report(vscode.l10n.t('{0} files found', count)),
  });
  const { files } = found;
  const reading = await readFiles(textWorker, files, {
    exclusions,
    signal,
    onRead: (count) => report(vscode.l10n.t('{0} of {1} files', count, files.length), count / files.length),
  });
  const message = vscode.l10n.t('It cannot be listed, or is not there.');
  const unreadable = [...found.unreadable.map((uri) => ({ uri, message })), ...reading.leftOut.unreadable];
  const leftOut = { ...reading.leftOut, unreadable, ...(found.more && { limit: mostFiles }) };
  return { ...reading, source: { ...reading.source, resources }, leftOut };
}
