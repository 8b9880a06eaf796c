import { requestKey } from './mergeRequests.ts';
import type { RequestList } from './requestList.ts';

/** Which of the wanted requests a document holds. */
export interface KeptRequests {
  /** Their rows in the document, in its order. */
  rows: number[];
  /** How many different requests were wanted. */
  wanted: number;
}

/** Finds the rows of `found`, in which equal requests are one, that are equal to any of the wanted ones. */
export function keepRequests(found: RequestList, wanted: RequestList): KeptRequests {
  const keys = new Set<string>();
  for (let index = 0; index < wanted.length; index++) keys.add(requestKey(wanted.get(index)));
  const rows: number[] = [];
  for (let row = 0; row < found.length; row++) if (keys.has(requestKey(found.get(row)))) rows.push(row);
  return { rows, wanted: keys.size };
}
