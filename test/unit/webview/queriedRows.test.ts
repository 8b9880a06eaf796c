import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RowQuery } from '../../../src/core/rowQuery.ts';
import { QueriedRows } from '../../../src/webview/queriedRows.ts';

function makeRows() {
  const asked: (readonly [ask: number, query: RowQuery])[] = [];
  let list = { name: 'a', total: 5 };
  const rows = new QueriedRows(
    () => list,
    (ask, query) => asked.push([ask, query]),
  );
  const showList = (name: string, total: number) => {
    list = { name, total };
    rows.restart();
  };
  const shown = () => Array.from({ length: rows.shown.count }, (_, at) => rows.shown.at(at));
  showList('a', 5);
  return { rows, asked, showList, shown };
}

test('shows all rows in their order until a query is answered', () => {
  const { rows, asked, shown } = makeRows();
  rows.set({ text: 'x' });
  assert.deepEqual([shown(), asked.length], [[0, 1, 2, 3, 4], 1]);
  rows.take({ ask: asked[0]?.[0] ?? -1, rows: Uint32Array.of(3, 1) });
  assert.deepEqual(shown(), [3, 1]);
});

test('takes no answer to a query that is not the last one, nor to one of another list', () => {
  const { rows, asked, showList, shown } = makeRows();
  rows.set({ text: 'x' });
  rows.set({ text: 'xy' });
  rows.take({ ask: asked[0]?.[0] ?? -1, rows: Uint32Array.of(3) });
  assert.equal(shown().length, 5);
  showList('b', 2);
  rows.take({ ask: asked[1]?.[0] ?? -1, rows: Uint32Array.of(4) });
  assert.deepEqual(shown(), [0, 1]);
});

test('asks each list again for what was asked of it', () => {
  const { rows, asked, showList } = makeRows();
  rows.set({ outcome: 'ok' });
  showList('b', 2);
  assert.deepEqual([rows.query, asked.length], [{}, 1]);
  showList('a', 5);
  assert.deepEqual([rows.query, asked.at(-1)?.[1]], [{ outcome: 'ok' }, { outcome: 'ok' }]);
});

test('keeps held rows in their places, but shows the answer to a new query', () => {
  const { rows, asked, shown } = makeRows();
  rows.set({ outcome: 'ok' });
  const ask = asked[0]?.[0] ?? -1;
  rows.hold(true);
  rows.take({ ask, rows: Uint32Array.of(1, 2) });
  rows.take({ ask, rows: Uint32Array.of(2, 1) });
  assert.deepEqual(shown(), [1, 2]);
  assert.ok(rows.hold(false));
  assert.deepEqual(shown(), [2, 1]);
  assert.ok(!rows.hold(false));
});

test('shows the first rows of a new order while the others are on their way', () => {
  const { rows, asked, shown } = makeRows();
  rows.set({ outcome: 'ok' });
  const ask = asked[0]?.[0] ?? -1;
  rows.hold(true);
  rows.take({ ask, rows: Uint32Array.of(3, 1), count: 4 });
  assert.deepEqual(shown().slice(0, 2), [3, 1]);
  assert.deepEqual(
    [
      shown().length,
      shown()
        .slice(2)
        .every((row) => row < 0),
    ],
    [4, true],
  );
  rows.take({ ask, rows: Uint32Array.of(3, 1, 0, 2) });
  assert.deepEqual(shown(), [3, 1, 0, 2]);
});

test('waits for the whole of an order that was asked for again: the table may stand anywhere in it', () => {
  const { rows, asked, shown } = makeRows();
  rows.restore('a', { outcome: 'ok' });
  rows.restart();
  const ask = asked[0]?.[0] ?? -1;
  rows.take({ ask, rows: Uint32Array.of(3, 1), count: 4 });
  assert.deepEqual(shown(), [0, 1, 2, 3, 4]);
});
