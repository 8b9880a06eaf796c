import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { numberColumnNames, textColumns, wordColumns } from '../../../src/core/columns.ts';
import { RequestList } from '../../../src/core/requestList.ts';
import type { ResultRow } from '../../../src/core/resultBatch.ts';
import { ResultsTable } from '../../../src/core/resultsTable.ts';
import { stateCode } from '../../../src/core/rowState.ts';
import { timeDistribution } from '../../../src/core/timeDistribution.ts';
import { packRows } from '../../support/packRows.ts';

const blank = Object.fromEntries([
  ...numberColumnNames.map((name) => [name, 0]),
  ...[...textColumns, ...wordColumns].map((name) => [name, '']),
]) as ResultRow;

/** A table whose requests took so many milliseconds, and one that has not ended. */
function tableOf(times: readonly number[], given: Partial<ResultRow> = {}): ResultsTable {
  const table = new ResultsTable(RequestList.from([...times, 0].map((_, n) => `https://e.com/${n}`)));
  const rows = times.map((total) => ({ ...blank, state: stateCode.ok, attempts: 1, total, ...given }));
  table.put(
    packRows(
      [],
      times.map((_, n) => n),
      rows,
    ),
  );
  return table;
}

/** The same numbers by sorting. */
function sortedOut(times: readonly number[]): number[] {
  const sorted = Float32Array.from(times).sort();
  return [0.5, 0.9, 0.99].map((share) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
}

describe('how the times of a run are spread', () => {
  const spread = Array.from({ length: 1000 }, (_, n) => 0.3 + ((n * 7919) % 1000) ** 2 / 37);
  for (const [what, times] of [
    ['one', [12.5]],
    ['two', [3, 1]],
    ['many equal ones', Array.from({ length: 50 }, () => 7)],
    ['many', spread],
  ] as const) {
    it(`is what sorting tells, of ${what}`, () => {
      const distribution = timeDistribution(tableOf(times));
      assert.ok(distribution);
      const { count, shortest, longest, p50, p90, p99, classes } = distribution;
      assert.deepEqual([p50, p90, p99], sortedOut(times));
      assert.deepEqual(
        [count, shortest, longest],
        [times.length, ...[Math.min, Math.max].map((of) => Math.fround(of(...times)))],
      );
      assert.equal(
        classes.counts.reduce((sum, each) => sum + each, 0),
        times.length,
      );
      assert.ok(classes.from <= shortest && classes.to >= longest && classes.from < classes.to);
    });
  }

  it('puts each time into its class', () => {
    const { classes } = timeDistribution(tableOf([1, 1024, 32])) ?? {};
    assert.deepEqual(
      classes?.counts.flatMap((count, at) => (count > 0 ? [at] : [])),
      [0, 20, 39],
    );
  });

  it('leaves out what never started, was cancelled, or has not ended', () => {
    assert.equal(timeDistribution(tableOf([5], { attempts: 0, state: stateCode.failed })), undefined);
    assert.equal(timeDistribution(tableOf([5], { state: stateCode.cancelled })), undefined);
    assert.equal(timeDistribution(tableOf([])), undefined);
  });

  it('takes no time at all for a time', () => {
    const { p50, classes } = timeDistribution(tableOf([0, 0, 4])) ?? {};
    assert.equal(p50, 0);
    assert.equal(classes?.counts[0], 2);
  });
});
