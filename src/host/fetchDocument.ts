import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { readDocument } from './readDocument.ts';
import { readLargeFile } from './readLargeFile.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';
import type { Settings } from './settings.ts';
import type { TextWorkerClient } from './textWorkerClient.ts';
import type { WhatToRead } from './whatToRead.ts';
import { whileShown } from './whileShown.ts';

/** What fetching a document takes. */
export interface FetchDocumentParts {
  runs: Runs;
  settings: Settings;
  textWorker: TextWorkerClient;
}

/** Reads the requests of what a command is about and starts a run; `undefined` where a message says why there is none. */
export async function fetchDocument(parts: FetchDocumentParts, what: WhatToRead): Promise<Run | undefined> {
  if (what.type === 'nothing') return say(what.message);
  const { runs, settings, textWorker } = parts;
  const uri = what.type === 'document' ? what.document.uri : what.uri;
  const name = basename(uri.path);
  const reading = await whileShown(
    vscode.l10n.t('Gather: reading {0}…', name),
    what.type === 'document'
      ? readDocument(textWorker, what.document, what.selections)
      : readLargeFile(textWorker, uri),
  );

  switch (reading.type) {
    case 'cancelled':
      return undefined;
    case 'failed':
      return say(vscode.l10n.t('{0} could not be read: {1}', name, reading.message));
    case 'read': {
      const { requests, places, problems } = reading;
      const selections = what.type === 'document' ? what.selections : undefined;
      const error = problems.find((problem) => problem.severity === 'error');
      if (error) return say(vscode.l10n.t('Nothing was fetched: {0}', error.message));
      if (requests.length === 0) return say(noUrlMessage(name, selections !== undefined));
      return runs.start({
        title: selections ? vscode.l10n.t('{0} (selection)', name) : name,
        requests,
        source: { uri, places },
        part: selections !== undefined,
        options: settings.options(uri),
        byCommand: true,
      });
    }
    default:
      return reading satisfies never;
  }
}

function noUrlMessage(name: string, inSelection: boolean): string {
  return inSelection
    ? vscode.l10n.t('The selection holds no URL. Select text that touches an http:// or https:// URL.')
    : vscode.l10n.t('{0} holds no URL. Gather fetches what begins with http:// or https://.', name);
}

function say(message: string): undefined {
  void vscode.window.showInformationMessage(message);
  return undefined;
}
