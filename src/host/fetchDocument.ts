import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { Exclusions } from '../core/exclusions.ts';
import { noUrlMessage, partTitle } from './documentPart.ts';
import { usableExclusions } from './exclusionSettings.ts';
import { leftOutText } from './leftOut.ts';
import type { Log } from './log.ts';
import { noticeErrors } from './problemNotice.ts';
import { readDocument } from './readDocument.ts';
import { readLargeFile } from './readLargeFile.ts';
import type { Run } from './run.ts';
import { clearRun } from './runClearance.ts';
import type { Runs } from './runs.ts';
import type { RunSpec } from './runSpec.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { piecesOf } from './textPieces.ts';
import type { Reading, TextWorkerClient } from './textWorkerClient.ts';
import type { WhatToRead } from './whatToRead.ts';
import { whileShown } from './whileShown.ts';

/** What fetching a document takes. */
export interface FetchDocumentParts {
  runs: Runs;
  settings: Settings;
  textWorker: TextWorkerClient;
  secrets: Secrets;
  log: Log;
}

/** Reads the requests of what a command is about and starts a run; `undefined` where a message says why there is none. */
export async function fetchDocument(parts: FetchDocumentParts, what: WhatToRead): Promise<Run | undefined> {
  if (what.type === 'nothing') return say(what.message);
  const { runs, settings, secrets } = parts;
  const uri = uriOf(what);
  const name = what.type === 'text' ? what.title : basename(uri?.path ?? '');
  const exclusions = usableExclusions(uri ? [uri] : []);
  if (!exclusions) return undefined;
  const reading = await whileShown(
    vscode.l10n.t('Gather: reading {0}…', name),
    read(parts.textWorker, what, exclusions),
  );

  switch (reading.type) {
    case 'cancelled':
      return undefined;
    case 'failed':
      return say(vscode.l10n.t('{0} could not be read: {1}', name, reading.message));
    case 'read': {
      const { requests, places, problems, fields } = reading;
      const part = what.type === 'document' ? what.part : undefined;
      if (noticeErrors(problems, uri, name)) return undefined;
      const leftOut = leftOutText(reading.excluded);
      if (requests.length === 0) return say(leftOut ?? noUrlMessage(name, part));
      const source = uri && { documents: [uri], places, readAs: [reading.readAs] };
      const options = settings.options(uri, reading.options);
      // What others wrote and a person copied has no claim to what a person's own files may use.
      const trusted = what.type !== 'text';
      const values = await clearRun(secrets, { requests, options, source, trusted });
      if (!values) return undefined;
      const spec: RunSpec = {
        title: part ? partTitle(name, part) : name,
        requests,
        ...(source && { source }),
        ...(leftOut !== undefined && { leftOut }),
        part: part !== undefined,
        options,
        fields,
        byCommand: true,
      };
      return runs.start(spec, () => Promise.resolve(values));
    }
    default:
      return reading satisfies never;
  }
}

type Readable = Exclude<WhatToRead, { type: 'nothing' }>;

function uriOf(what: Readable): vscode.Uri | undefined {
  if (what.type === 'text') return undefined;
  return what.type === 'document' ? what.document.uri : what.uri;
}

function read(textWorker: TextWorkerClient, what: Readable, exclusions: Exclusions): Promise<Reading> {
  switch (what.type) {
    case 'document':
      return readDocument(textWorker, what.document, { part: what.part, exclusions });
    case 'largeFile':
      return readLargeFile(textWorker, what.uri, exclusions);
    case 'text':
      return textWorker.read(
        { type: 'pieces', pieces: piecesOf(what.text) },
        { languageId: '', merge: true, exclusions },
      );
    default:
      return what satisfies never;
  }
}

function say(message: string): undefined {
  void vscode.window.showInformationMessage(message);
  return undefined;
}
