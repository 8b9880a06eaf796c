import { change } from './change.ts';
import { requestKey } from './mergeRequests.ts';
import type { ResultsTable } from './resultsTable.ts';
import { stateCode } from './rowState.ts';

/** A time counts as another one by more than this factor, and by more than these milliseconds. */
const leastFactor = 2;
const leastMilliseconds = 100;

/** What changed from an earlier run to a later one. An entry is a row of the later run or, after those, one that is gone. */
export interface RunComparison {
  /** Bits of `change` for each entry. */
  changes: Uint16Array;
  /** For each entry its row in the earlier run; -1 for a new one. */
  earlierRows: Int32Array;
  /** Entries whose bodies are as long as each other: whether they are the same is not known from here. */
  sameLength: Uint32Array;
}

/** Compares two runs by what they asked for. `withBodies` says whether both have stored bodies. */
export function compareRuns(earlier: ResultsTable, later: ResultsTable, withBodies: boolean): RunComparison {
  const { matches, gone } = match(earlier, later);
  const changes = new Uint16Array(later.length + gone.length).fill(change.gone, later.length);
  const earlierRows = new Int32Array(changes.length);
  earlierRows.set(matches);
  earlierRows.set(gone, later.length);

  const sameLength: number[] = [];
  for (let row = 0; row < later.length; row++) {
    const before = matches[row] ?? -1;
    if (before < 0) {
      changes[row] = change.new;
      continue;
    }
    const bits = compareRows(earlier, before, later, row);
    const bodies = compareBodies(earlier, before, later, row, withBodies);
    changes[row] = bits | (bodies === 'sameLength' || bits & change.unknown ? 0 : bodies);
    if (bodies === 'sameLength') sameLength.push(row);
  }
  return { changes, earlierRows, sameLength: Uint32Array.from(sameLength) };
}

/** The earlier row of each later one, another for each of equal ones, and the earlier rows that are left over. */
function match(earlier: ResultsTable, later: ResultsTable): { matches: Int32Array; gone: Int32Array } {
  const taken = new Uint8Array(earlier.length);
  const matches = new Int32Array(later.length).fill(-1);
  let index: RowIndex | undefined;
  let next = 0;
  for (let row = 0; row < later.length; row++) {
    const key = keyAt(later, row);
    // Most rows follow each other as they did before: a look at the next one is much faster than the index.
    const follows = next < earlier.length && taken[next] === 0 && keyAt(earlier, next) === key;
    let before = next;
    if (!follows) {
      index ??= new RowIndex(earlier);
      before = index.find(key, taken);
    }
    if (before < 0) continue;
    matches[row] = before;
    taken[before] = 1;
    next = before + 1;
  }
  const gone: number[] = [];
  for (let row = 0; row < taken.length; row++) if (taken[row] === 0) gone.push(row);
  return { matches, gone: Int32Array.from(gone) };
}

/** The rows of a run by what they ask for; of equal ones each has the number of the next. */
class RowIndex {
  private readonly first = new Map<string, number>();
  private readonly next: Int32Array;

  constructor(table: ResultsTable) {
    this.next = new Int32Array(table.length);
    // From the end, so that the first of equal ones is the one that is found first.
    for (let row = table.length - 1; row >= 0; row--) {
      const key = keyAt(table, row);
      this.next[row] = this.first.get(key) ?? -1;
      this.first.set(key, row);
    }
  }

  /** The first row of a key that is not taken; -1 where there is none. */
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

function keyAt({ requests }: ResultsTable, row: number): string {
  return requestKey(requests.get(row));
}

function compareRows(earlier: ResultsTable, before: number, later: ResultsTable, row: number): number {
  const [then, now] = [earlier.number('state', before), later.number('state', row)];
  if (!hasEnded(then) || !hasEnded(now)) return change.unknown;
  let bits = 0;
  const differs = (column: 'status' | 'failureKind') =>
    earlier.number(column, before) !== later.number(column, row);
  if (
    then !== now ||
    (now === stateCode.failed && differs('failureKind')) ||
    earlier.has('blocked', before) !== later.has('blocked', row)
  ) {
    bits |= change.outcome;
  }
  if (!isAnswered(then) || !isAnswered(now)) return bits;
  if (differs('status')) bits |= change.status;
  return bits | compareTimes(earlier.number('total', before), later.number('total', row));
}

function compareTimes(then: number, now: number): number {
  if (Math.abs(now - then) <= leastMilliseconds) return 0;
  if (now > then * leastFactor) return change.slower;
  return then > now * leastFactor ? change.faster : 0;
}

function compareBodies(
  earlier: ResultsTable,
  before: number,
  later: ResultsTable,
  row: number,
  withBodies: boolean,
): number | 'sameLength' {
  if (!isAnswered(earlier.number('state', before)) || !isAnswered(later.number('state', row))) return 0;
  if (!withBodies) return change.bodyUnknown;
  const length = later.number('bodyBytes', row);
  if (length !== earlier.number('bodyBytes', before)) return change.body;
  return length === 0 ? 0 : 'sameLength';
}

function isAnswered(state: number): boolean {
  return state === stateCode.ok || state === stateCode.httpError;
}

function hasEnded(state: number): boolean {
  return isAnswered(state) || state === stateCode.failed;
}
