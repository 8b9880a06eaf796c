import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { readDocument } from './readDocument.ts';
import { readLargeFile } from './readLargeFile.ts';
import { noticeErrors } from './problemNotice.ts';
import type { Run, RunSpec } from './run.ts';
import { clearRun } from './runClearance.ts';
import type { Runs } from './runs.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import type { TextWorkerClient } from './textWorkerClient.ts';
import type { WhatToRead } from './whatToRead.ts';
import { whileShown } from './whileShown.ts';

/** What fetching a document takes. */
export interface FetchDocumentParts {
  runs: Runs;
  settings: Settings;
  textWorker: TextWorkerClient;
  secrets: Secrets;
}

/** Reads the requests of what a command is about and starts a run; `undefined` where a message says why there is none. */
export async function fetchDocument(parts: FetchDocumentParts, what: WhatToRead): Promise<Run | undefined> {
  if (what.type === 'nothing') return say(what.message);
  const { runs, settings, textWorker, secrets } = parts;
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
      if (noticeErrors(problems, uri)) return undefined;
      if (requests.length === 0) return say(noUrlMessage(name, selections !== undefined));
      const options = settings.options(uri, reading.options);
      const values = await clearRun(secrets, { requests, options, uri });
      if (!values) return undefined;
      const spec: RunSpec = {
        title: selections ? vscode.l10n.t('{0} (selection)', name) : name,
        requests,
        source: { uri, places },
        part: selections !== undefined,
        options,
        byCommand: true,
      };
      return runs.start(spec, () => Promise.resolve(values));
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
