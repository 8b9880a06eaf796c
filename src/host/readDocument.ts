import * as vscode from 'vscode';
import type { ReadOptions } from '../core/textProtocol.ts';
import { piecesOf, piecesOfLines } from './textPieces.ts';
import type { Reading, TextWorkerClient } from './textWorkerClient.ts';

/** Who reads. */
export type TextReader = Pick<TextWorkerClient, 'read'>;

const attemptsInPieces = 3;

/** Reads a document, saved or not, or what touches the ranges of it. What is typed meanwhile makes the reading start again; `signal` ends it. */
export async function readDocument(
  client: TextReader,
  document: vscode.TextDocument,
  selections?: readonly vscode.Selection[],
  signal?: AbortSignal,
): Promise<Reading> {
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
    const options = readOptions(document, selections);
    const either = signal ? AbortSignal.any([signal, changed.signal]) : changed.signal;
    const reading = await client.read({ type: 'pieces', pieces }, options, either);
    if (document.version === version || signal?.aborted) return reading;
  }
  const whole = document.getText();
  return client.read({ type: 'pieces', pieces: piecesOf(whole) }, readOptions(document, selections), signal);
}

function readOptions(
  document: vscode.TextDocument,
  selections: readonly vscode.Selection[] | undefined,
): ReadOptions {
  return {
    languageId: document.languageId,
    uri: document.uri.toString(),
    merge: true,
    ...(selections && {
      within: selections.map(({ start, end }) => [document.offsetAt(start), document.offsetAt(end)] as const),
    }),
  };
}
