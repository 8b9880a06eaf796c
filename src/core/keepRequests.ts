import { matchRequests } from './matchRequests.ts';
import type { RequestList } from './requestList.ts';

/** The rows of a document's requests that are these `rows` of a run, in the order of the document. */
export function keepRequests(found: RequestList, ofRun: RequestList, rows: readonly number[]): number[] {
  const wanted = new Set(rows);
  return [...matchRequests(ofRun, found)].flatMap((before, row) => (wanted.has(before) ? [row] : []));
}
