import * as vscode from 'vscode';
import type { Exclusions } from '../core/exclusions.ts';
import type { ReadOptions } from '../core/textProtocol.ts';
import type { DocumentPart } from './documentPart.ts';
import { piecesOf, piecesOfLines } from './textPieces.ts';
import type { Reading, TextWorkerClient } from './textWorkerClient.ts';

/** Who reads. */
export type TextReader = Pick<TextWorkerClient, 'read'>;

/** How to read a document. */
export interface HowToRead {
  /** Only this part of it. */
  part?: DocumentPart | undefined;
  /** Without what is not to be asked for. */
  exclusions?: Exclusions;
  /** Ends the reading. */
  signal?: AbortSignal;
}

const attemptsInPieces = 3;

/** Reads a document, saved or not. What is typed meanwhile makes the reading start again. */
export async function readDocument(
  client: TextReader,
  document: vscode.TextDocument,
  how: HowToRead = {},
): Promise<Reading> {
  const { signal } = how;
  for (let attempt = 1; attempt <= attemptsInPieces; attempt++) {
    const { version } = document;
    const changed = new AbortController();
    const pieces = piecesOfLines({
      lineCount: document.lineCount,
      lines: (first, end) => {
        if (document.version !== version) changed.abort();
        return document.getText(new vscode.Range(first, 0, end, 0));
      },
    });
    const options = readOptions(document, how);
    const either = signal ? AbortSignal.any([signal, changed.signal]) : changed.signal;
    const reading = await client.read({ type: 'pieces', pieces }, options, either);
    if (document.version === version || signal?.aborted) return asRead(reading, document, version);
  }
  const { version } = document;
  const whole = document.getText();
  const options = readOptions(document, how);
  const reading = await client.read({ type: 'pieces', pieces: piecesOf(whole) }, options, signal);
  return asRead(reading, document, version);
}

function asRead(reading: Reading, document: vscode.TextDocument, version: number): Reading {
  return reading.type === 'read'
    ? { ...reading, readAs: { document: new WeakRef(document), version } }
    : reading;
}

function readOptions(document: vscode.TextDocument, { part, exclusions }: HowToRead): ReadOptions {
  return {
    languageId: document.languageId,
    uri: document.uri.toString(),
    merge: true,
    ...(exclusions && { exclusions }),
    ...partOptions(document, part),
  };
}

function partOptions(
  document: vscode.TextDocument,
  part: DocumentPart | undefined,
): Pick<ReadOptions, 'within' | 'changedSince'> {
  if (!part) return {};
  if (part.of === 'changedLines') return { changedSince: part.since };
  const { ranges } = part;
  return {
    within: ranges.map(({ start, end }) => [document.offsetAt(start), document.offsetAt(end)] as const),
  };
}
