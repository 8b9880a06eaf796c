import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { change, countChanges, isOfKind } from '../../../src/core/change.ts';
import { flag, numberColumnNames, textColumns } from '../../../src/core/columns.ts';
import { compareRuns } from '../../../src/core/compareRuns.ts';
import { defaultOptions } from '../../../src/core/options.ts';
import { comparedRow } from '../../../src/core/panelRow.ts';
import { RequestList } from '../../../src/core/requestList.ts';
import { type ResultRow } from '../../../src/core/resultBatch.ts';
import { ResultsTable } from '../../../src/core/resultsTable.ts';
import { stateCode } from '../../../src/core/rowState.ts';
import { packRows } from '../../support/packRows.ts';

const blank = Object.fromEntries([
  ...numberColumnNames.map((name) => [name, 0]),
  ...textColumns.map((name) => [name, '']),
]) as ResultRow;

type Answer = Partial<ResultRow>;
const ok: Answer = { state: stateCode.ok, status: 200, bodyBytes: 5, firstByte: 30, download: 20 };
const notFound: Answer = { ...ok, state: stateCode.httpError, status: 404 };
const failed: Answer = { state: stateCode.failed, failureKind: 2, total: 50 };
const cancelled: Answer = { state: stateCode.cancelled };

/** A run of these URLs; those without an answer have not ended. */
function table(answers: readonly (readonly [url: string, answer?: Answer | undefined])[]): ResultsTable {
  const results = new ResultsTable(RequestList.from(answers.map(([url]) => `http://a/${url}`)));
  const ended = Array.from(answers.keys()).filter((row) => answers[row]?.[1]);
  results.put(
    packRows(
      [],
      ended,
      ended.map((row) => ({ ...blank, ...answers[row]?.[1] })),
    ),
  );
  return results;
}

const cases: [name: string, then: Answer | undefined, now: Answer | undefined, bits: number][] = [
  ['a status within the same outcome', ok, { ...ok, status: 204 }, change.status],
  ['a status that is not accepted any more', ok, notFound, change.status | change.outcome],
  ['an answer that no longer comes', ok, failed, change.outcome],
  ['an answer that comes now', failed, ok, change.outcome],
  ['another way to fail', failed, { ...failed, failureKind: 3 }, change.outcome],
  ['a page that is for people only now', notFound, { ...notFound, flags: flag.blocked }, change.outcome],
  ['the same failure', failed, { ...failed, total: 9999 }, 0],
  ['a body of another length', ok, { ...ok, bodyBytes: 6 }, change.body],
  ['a time that is 100 ms more and many times longer', ok, { ...ok, firstByte: 130 }, 0],
  ['a time that is more than that', ok, { ...ok, firstByte: 131 }, change.slower],
  ['a time that is just twice as long', { ...ok, download: 970 }, { ...ok, download: 1970 }, 0],
  ['a time that is less than half', { ...ok, download: 970 }, { ...ok, download: 469 }, change.faster],
  ['a connection that was there already', { ...ok, connect: 300, total: 350 }, { ...ok, total: 50 }, 0],
  ['what was cancelled then', cancelled, ok, change.unknown],
  ['what was cancelled now', ok, cancelled, change.unknown],
  ['what has not ended', ok, undefined, change.unknown],
];

describe('a comparison of runs', () => {
  for (const [name, then, now, bits] of cases) {
    it(`knows ${name}`, () => {
      assert.equal(compareRuns(table([['x', then]]), table([['x', now]]), true).changes[0], bits);
    });
  }

  it('finds the rows that are new, and puts those that are gone after the others', () => {
    const earlier = table([
      ['gone', ok],
      ['b', ok],
      ['gone too', ok],
      ['a', ok],
    ]);
    const later = table([
      ['a', ok],
      ['new', ok],
      ['b', ok],
    ]);
    const { changes, earlierRows } = compareRuns(earlier, later, true);
    assert.deepEqual([...changes], [0, change.new, 0, change.gone, change.gone]);
    assert.deepEqual([...earlierRows], [3, -1, 1, 0, 2]);
  });

  it('finds rows that have changed places', () => {
    const earlier = table(['a', 'b', 'c', 'b', 'd'].map((url) => [url, ok]));
    const later = table(['d', 'b', 'c', 'b', 'b', 'a'].map((url) => [url, ok]));
    const { changes, earlierRows } = compareRuns(earlier, later, true);
    assert.deepEqual([...earlierRows], [4, 1, 2, 3, -1, 0]);
    assert.deepEqual([...changes], [0, 0, 0, 0, change.new, 0]);
  });

  it('pairs equal requests of a caller in their order', () => {
    const twice = table([
      ['x', ok],
      ['x', notFound],
    ]);
    assert.deepEqual([...compareRuns(twice, twice, true).earlierRows], [0, 1]);
    assert.deepEqual([...compareRuns(twice, table([['x', ok]]), true).changes], [0, change.gone]);
  });

  it('names the bodies that have to be looked at', () => {
    const earlier = table([
      ['a', ok],
      ['b', { ...ok, bodyBytes: 0 }],
      ['c', failed],
      ['d', ok],
    ]);
    assert.deepEqual([...compareRuns(earlier, earlier, true).sameLength], [0, 3]);
    const unknown = compareRuns(earlier, earlier, false);
    assert.deepEqual([...unknown.sameLength], []);
    assert.deepEqual([...unknown.changes], [change.bodyUnknown, change.bodyUnknown, 0, change.bodyUnknown]);
  });

  it('can be looked through by kind, in which a row is of each that it is', () => {
    const changes = Uint16Array.of(0, change.status | change.outcome, change.bodyUnknown, change.gone);
    assert.deepEqual(
      [...changes].map((bits) => isOfKind(bits, 'same')),
      [true, false, false, false],
    );
    assert.ok(isOfKind(changes[2] ?? 0, 'bodyUnknown'));
    assert.ok(isOfKind(changes[1] ?? 0, 'outcome'));
    const counts = countChanges(changes);
    assert.deepEqual([counts.same, counts.status, counts.outcome, counts.gone, counts.new], [1, 1, 1, 1, 0]);
  });

  it('is shown with what each row was before', () => {
    const earlier = table([
      ['gone', ok],
      ['a', ok],
    ]);
    const later = table([
      ['a', notFound],
      ['new', ok],
    ]);
    const comparison = compareRuns(earlier, later, true);
    const runOf = (of: ResultsTable) => ({ table: of, options: defaultOptions, state: 'done' as const });
    const [a, added, gone] = [0, 1, 2].map((entry) =>
      comparedRow(runOf(earlier), runOf(later), comparison, entry),
    );
    assert.deepEqual([a?.status, a?.before?.status, a?.gone], [404, 200, undefined]);
    assert.deepEqual([added?.url, added?.before], ['http://a/new', undefined]);
    assert.deepEqual([gone?.index, gone?.url, gone?.gone], [2, 'http://a/gone', true]);
  });

  it('of 100,000 rows takes no time that a person notices', () => {
    const many = (from: number) =>
      table(Array.from({ length: 100_000 }, (_, n) => [`some/longer/path/${from + n}`, ok] as const));
    const [earlier, later] = [many(0), many(1000)];
    const start = performance.now();
    const { changes } = compareRuns(earlier, later, true);
    const took = performance.now() - start;
    assert.equal(changes.length, 101_000);
    // Some ten times what it takes, for a machine that does other things as well.
    assert.ok(took < 2000, `${Math.round(took)} ms`);
  });
});
