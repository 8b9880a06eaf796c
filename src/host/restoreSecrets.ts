import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { maskedKey } from '../core/maskRequest.ts';
import type { RequestList } from '../core/requestList.ts';
import { readDocument } from './readDocument.ts';
import type { Run } from './run.ts';
import type { TextWorkerClient } from './textWorkerClient.ts';

const requestsAtOnce = 2000;

/**
 * Puts the document's requests, as they are now, into the places of those that were read back without their secrets: a
 * request is the same when it is the same but for what is masked. Those that are not found stay as they are.
 */
export async function restoreSecrets({ requests, source }: Run, textWorker: TextWorkerClient): Promise<void> {
  const { masked } = requests;
  if (masked.length === 0 || !source) return;
  const now = await readRequests(source.uri, textWorker);
  if (!now) return;
  const found = new Map<string, number[]>();
  await inParts(now.length, (index) => add(found, maskedKey(now.get(index)), index));
  const wanted = new Map<string, number[]>();
  await inParts(masked.length, (nth) => {
    const index = masked[nth] ?? 0;
    add(wanted, maskedKey(requests.get(index)), index);
  });
  for (const [key, indexes] of wanted) {
    const candidates = found.get(key);
    // Where several differ in their secrets only, their order tells them apart, as long as none came or went.
    if (candidates?.length !== indexes.length) continue;
    indexes.forEach((index, nth) => requests.set(index, now.get(candidates[nth] ?? 0)));
  }
}

/** The requests of a document; `undefined` where it is gone. */
async function readRequests(uri: vscode.Uri, textWorker: TextWorkerClient): Promise<RequestList | undefined> {
  try {
    const reading = await readDocument(textWorker, await vscode.workspace.openTextDocument(uri));
    return reading.type === 'read' ? reading.requests : undefined;
  } catch {
    return undefined;
  }
}

function add(lists: Map<string, number[]>, key: string, index: number): void {
  const list = lists.get(key);
  if (list) list.push(index);
  else lists.set(key, [index]);
}

/** In parts, so that a million do not hold the extension host. */
async function inParts(count: number, each: (nth: number) => void): Promise<void> {
  for (let nth = 0; nth < count; nth++) {
    if (nth > 0 && nth % requestsAtOnce === 0) await setImmediate();
    each(nth);
  }
}
