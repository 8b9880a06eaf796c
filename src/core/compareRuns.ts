import { change } from './change.ts';
import { matchRequests } from './matchRequests.ts';
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
  const matches = matchRequests(earlier.requests, later.requests);
  const gone = leftOver(earlier.length, matches);
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

/** The earlier rows that match none. */
function leftOver(length: number, matches: Int32Array): Int32Array {
  const matched = new Uint8Array(length);
  for (const row of matches) if (row >= 0) matched[row] = 1;
  return Int32Array.from(matched.keys()).filter((row) => matched[row] === 0);
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
  return bits | compareTimes(earlier.answerTime(before), later.answerTime(row));
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
