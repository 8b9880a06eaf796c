import { setImmediate } from 'node:timers/promises';
import { maskedKey } from '../core/maskRequest.ts';
import { noExclusions } from '../core/exclusions.ts';
import type { RequestList } from '../core/requestList.ts';
import { readFiles } from './readFiles.ts';
import { readSource } from './readSource.ts';
import type { Run } from './run.ts';
import type { RunSource } from './runSource.ts';
import type { TextWorkerClient } from './textWorkerClient.ts';

const requestsAtOnce = 2000;

/**
 * Puts the documents' requests, as they are now, into the places of those that were read back without their secrets: a
 * request is the same when it is the same but for what is masked. Those that are not found stay as they are.
 */
export async function restoreSecrets({ requests, source }: Run, textWorker: TextWorkerClient): Promise<void> {
  const { masked } = requests;
  if (masked.length === 0 || !source) return;
  const now = await readRequests(source, textWorker);
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

/** The requests of the documents of a run; `undefined` where there is none any more. What may not be made is told when the run goes on. */
async function readRequests(
  { documents, resources }: RunSource,
  textWorker: TextWorkerClient,
): Promise<RequestList | undefined> {
  const [first] = documents;
  if (first && !resources) {
    const reading = await readSource(textWorker, first, noExclusions);
    return reading?.type === 'read' ? reading.requests : undefined;
  }
  const { signal } = new AbortController();
  return (await readFiles(textWorker, documents, { exclusions: noExclusions, signal })).requests;
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
