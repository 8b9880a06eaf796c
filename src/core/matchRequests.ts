import { maskedKey } from './maskRequest.ts';
import { requestKey } from './mergeRequests.ts';
import type { RequestList } from './requestList.ts';

/**
 * For each later request the index of the earlier one that asked for the same, another for each of equal ones; -1 where
 * there is none. What differs in its secrets only is the same where nothing is more alike: they change, and are not stored.
 */
export function matchRequests(earlier: RequestList, later: RequestList): Int32Array {
  const matches = new Int32Array(later.length).fill(-1);
  const taken = new Uint8Array(earlier.length);
  for (const keyOf of [requestKey, maskedKey]) matchBy(keyOf, earlier, later, matches, taken);
  return matches;
}

function matchBy(
  keyOf: typeof requestKey,
  earlier: RequestList,
  later: RequestList,
  matches: Int32Array,
  taken: Uint8Array,
): void {
  let index: RequestIndex | undefined;
  let next = 0;
  for (let row = 0; row < later.length; row++) {
    if (matches[row] !== -1) continue;
    const key = keyOf(later.get(row));
    // Most follow each other as they did before: a look at the next one is much faster than the index.
    const follows = next < earlier.length && taken[next] === 0 && keyOf(earlier.get(next)) === key;
    let before = next;
    if (!follows) {
      index ??= new RequestIndex(earlier, keyOf, taken);
      before = index.find(key, taken);
    }
    if (before < 0) continue;
    matches[row] = before;
    taken[before] = 1;
    next = before + 1;
  }
}

/** The requests of a list that are not taken, by their keys; of equal ones each has the number of the next. */
class RequestIndex {
  private readonly first = new Map<string, number>();
  private readonly next: Int32Array;

  constructor(requests: RequestList, keyOf: typeof requestKey, taken: Uint8Array) {
    this.next = new Int32Array(requests.length);
    // From the end, so that the first of equal ones is the one that is found first.
    for (let row = requests.length - 1; row >= 0; row--) {
      if (taken[row] === 1) continue;
      const key = keyOf(requests.get(row));
      this.next[row] = this.first.get(key) ?? -1;
      this.first.set(key, row);
    }
  }

  /** The first request of a key that is not taken; -1 where there is none. */
  find(key: string, taken: Uint8Array): number {
    const first = this.first.get(key);
    if (first === undefined) return -1;
    let row = first;
    while (row >= 0 && taken[row] === 1) row = this.next[row] ?? -1;
    // What is taken stays so: the next search begins here.
    this.first.set(key, row);
    return row;
  }
}
