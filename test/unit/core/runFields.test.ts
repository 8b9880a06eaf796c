import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mostFields } from '../../../src/core/fieldProtocol.ts';
import { orderRows } from '../../../src/core/orderRows.ts';
import { comparedRow, panelRow, type PanelRun } from '../../../src/core/panelRow.ts';
import { RequestList } from '../../../src/core/requestList.ts';
import { ResultsTable } from '../../../src/core/resultsTable.ts';
import { parseRowQuery, type RowQuery } from '../../../src/core/rowQuery.ts';
import { RunFields } from '../../../src/core/runFields.ts';

const price = { name: 'price', expression: '$.price' };

/** A run of three requests that were cancelled, with a field of these values. */
function runWith(values: readonly string[]): PanelRun & { fields: RunFields } {
  const table = new ResultsTable(RequestList.from(values.map((_, nth) => `https://example.com/${nth}`)));
  table.cancelRest();
  const fields = new RunFields(values.length, [price]);
  fields.columns[0]?.put(
    values.map((_, nth) => nth),
    values,
  );
  return { table, fields, state: 'cancelled', options: { mode: 'fetch' } };
}

function ordered(run: PanelRun, query: RowQuery): number[] {
  const work = orderRows({ run }, query);
  for (;;) {
    const { done, value } = work.next();
    if (done) return [...value];
  }
}

describe('the fields of a run', () => {
  it('have values by request, in whatever order they come', () => {
    const fields = new RunFields(4, [price]);
    const [column] = fields.columns;
    assert.ok(column);
    assert.ok(fields.lacks(1) && !fields.lacks(0));
    column.put([2, 0], ['zwei', '']);
    column.put([3], ['ß']);
    assert.deepEqual(
      [0, 1, 2, 3].map((index) => column.get(index)),
      ['', '', 'zwei', 'ß'],
    );
    assert.equal(column.computed, 3);
    assert.ok(fields.lacks(4) && !fields.lacks(3));
    column.failure = 'too slow';
    assert.ok(!fields.lacks(4));
    assert.deepEqual([fields.of(2), fields.of(0)], [{ price: 'zwei' }, {}]);
  });

  it('have different names, and are not many', () => {
    const fields = new RunFields(1, [price]);
    assert.equal(fields.add({ ...price, expression: 'title' }), undefined);
    for (let nth = 1; nth < mostFields; nth++) assert.ok(fields.add({ ...price, name: `${nth}` }));
    assert.equal(fields.add({ ...price, name: 'more' }), undefined);
    const [first] = fields.columns;
    assert.ok(first);
    fields.remove(first);
    assert.deepEqual(fields.definitions[0], { name: '1', expression: '$.price' });
  });

  it('are in the rows of the panel, but for those of an earlier run', () => {
    const run = runWith(['5']);
    assert.deepEqual(panelRow(run, 0).fields, ['5']);
    const comparison = {
      changes: new Uint16Array(2),
      earlierRows: Int32Array.of(-1, 0),
      sameLength: new Uint32Array(),
    };
    assert.equal(comparedRow(run, run, comparison, 1).fields, undefined);
  });

  it('sort rows, those without a value last', () => {
    const run = runWith(['b', '', 'a']);
    assert.deepEqual(ordered(run, parseRowQuery({ sort: { column: 'field:0' } })), [2, 0, 1]);
    const down = parseRowQuery({ sort: { column: 'field:0', descending: true } });
    assert.deepEqual(ordered(run, down), [0, 2, 1]);
  });

  it('sort numbers as numbers', () => {
    const sort = { column: 'field:0', descending: false } as const;
    assert.deepEqual(ordered(runWith(['10', '9', '-1.5']), { sort }), [2, 1, 0]);
    assert.deepEqual(ordered(runWith(['10', '9', 'x']), { sort }), [0, 1, 2]);
  });

  it('are looked through by the filter', () => {
    assert.deepEqual(ordered(runWith(['Green Tea', 'coffee', '']), { text: 'tea' }), [0]);
  });
});
