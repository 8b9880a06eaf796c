import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ToPanel } from '../../../src/core/panelProtocol.ts';
import { RowFeed } from '../../../src/host/rowFeed.ts';
import { makeRow } from '../webview/makeRow.ts';

/** A feed of many rows, and what it has told of their order. */
function makeFeed() {
  const told: { ask: number; length: number; count: number | undefined }[] = [];
  const feed = new RowFeed((message: ToPanel) => {
    if (message.type === 'order')
      told.push({ ask: message.ask, length: message.rows.length, count: message.count });
  });
  const shown = {
    run: { id: 'a' },
    length: 10_000,
    at: (index: number) => makeRow({ index }),
    stateOf: () => 0,
  };
  return { feed, shown, told };
}

test('sends the first rows of a long order ahead of the others, once for each query', () => {
  const { feed, shown, told } = makeFeed();
  const rows = Uint32Array.from({ length: 10_000 }, (_, n) => n);
  feed.sendOrder(shown, 1, rows);
  feed.sendOrder(shown, 1, rows);
  feed.sendOrder(shown, 2, rows.slice(0, 100));
  assert.deepEqual(told, [
    { ask: 1, length: 60, count: 10_000 },
    { ask: 1, length: 10_000, count: undefined },
    { ask: 1, length: 10_000, count: undefined },
    { ask: 2, length: 100, count: undefined },
  ]);
});
