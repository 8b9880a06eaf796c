import assert from 'node:assert/strict';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { PanelRow } from '../../src/core/panelProtocol.ts';
import { batchOf } from './support/batch.ts';
import { eventually } from './support/eventually.ts';
import { urls, withPanel } from './support/withPanel.ts';

const indexes = (rows: readonly PanelRow[]) => rows.map((row) => row.index);

suite('the order of rows in the panel', () => {
  const slowest = { sort: { column: 'time', descending: true } } as const;

  test('is told after it was asked for, with the rows that will be seen first', () =>
    withPanel(async ({ feed, told, forget, next, start, fetcher }) => {
      const run = start(urls);
      feed.receive({ type: 'ready' });
      for (const index of [3, 7, 5]) fetcher.jobs[0]?.onBatch(batchOf([index], { total: index * 10 }));
      await next('summary');
      forget();
      feed.receive({ type: 'order', run: run.id, ask: 4, query: slowest });
      const { ask, rows } = await next('order');
      assert.deepEqual([ask, rows.length, ...rows.subarray(0, 4)], [4, 500, 7, 5, 3, 0]);
      assert.ok(told[0]?.type === 'rows');
      assert.deepEqual(indexes(told[0].rows).slice(0, 3), [7, 5, 3]);
    }));

  test('is told at once when the panel is back, as long as no row has changed', () =>
    withPanel(async ({ feed, told, forget, next, start, fetcher }) => {
      const run = start(urls);
      feed.receive({ type: 'ready' });
      fetcher.jobs[0]?.onBatch(batchOf([3], { total: 30 }));
      const asksAgain = (ask: number) => {
        feed.hide();
        feed.receive({ type: 'ready' });
        forget();
        feed.receive({ type: 'order', run: run.id, ask, query: slowest });
        return told.some(({ type }) => type === 'order');
      };
      assert.ok(!asksAgain(1));
      await next('order');
      assert.ok(asksAgain(2));
      const again = await next('order');
      assert.deepEqual([again.ask, ...again.rows.subarray(0, 2)], [2, 3, 0]);
      feed.hide();
      fetcher.jobs[0]?.onBatch(batchOf([7], { total: 70 }));
      assert.ok(!asksAgain(3));
      assert.deepEqual([...(await next('order')).rows.subarray(0, 2)], [7, 3]);
    }));

  test('tells which rows a filter leaves, in input order, and of none while there is no filter', () =>
    withPanel(async ({ feed, forget, next, start, fetcher }) => {
      const run = start(urls.slice(0, 9));
      feed.receive({ type: 'ready' });
      for (const index of [3, 7, 5]) fetcher.jobs[0]?.onBatch(batchOf([index], { total: index * 10 }));
      feed.receive({ type: 'order', run: run.id, ask: 1, query: slowest });
      await next('order');
      assert.equal(feed.filtered, undefined);
      forget();
      feed.receive({ type: 'order', run: run.id, ask: 2, query: { ...slowest, outcome: 'ok' } });
      await next('order');
      assert.deepEqual(feed.filtered, [3, 5, 7]);
    }));

  test('is told again when it has changed, not more than a few times a second, and at the end at once', () =>
    withPanel(async ({ feed, told, forget, next, start, fetcher }) => {
      const run = start(urls.slice(0, 40));
      feed.receive({ type: 'ready' });
      feed.receive({ type: 'order', run: run.id, ask: 1, query: { outcome: 'ok' } });
      assert.equal((await next('order')).rows.length, 0);
      forget();
      const began = performance.now();
      for (let index = 0; index < 39; index++) {
        fetcher.jobs[0]?.onBatch(batchOf([index]));
        await setTimeout(20);
      }
      fetcher.jobs[0]?.onBatch(batchOf([39]));
      fetcher.jobs[0]?.onEnd();
      const orders = () => told.flatMap((message) => (message.type === 'order' ? [message.rows.length] : []));
      await eventually('the last order', () => orders().at(-1) === 40 || undefined);
      const most = Math.ceil((performance.now() - began) / 300) + 1;
      assert.ok(orders().length <= most, `${orders().length} orders, no more than ${most}`);
    }));

  test('is not told again where it is what it was', () =>
    withPanel(async ({ feed, told, forget, next, start, fetcher }) => {
      const run = start(urls.slice(0, 3));
      feed.receive({ type: 'ready' });
      feed.receive({ type: 'order', run: run.id, ask: 1, query: { text: '/1' } });
      await next('order');
      forget();
      fetcher.jobs[0]?.onBatch(batchOf([0, 1, 2]));
      fetcher.jobs[0]?.onEnd();
      await next('summary');
      await setTimeout(100);
      assert.ok(told.every((message) => message.type !== 'order'));
    }));

  test('is worked out for nobody while the panel is hidden, nor for another run or no query', () =>
    withPanel(async ({ feed, told, forget, next, start, fetcher }) => {
      const run = start(urls.slice(0, 3));
      const other = start(urls.slice(0, 3));
      feed.receive({ type: 'ready' });
      feed.receive({ type: 'order', run: run.id, ask: 1, query: slowest });
      feed.receive({ type: 'order', run: other.id, ask: 2, query: {} });
      feed.receive({ type: 'show', run: run.id });
      feed.receive({ type: 'order', run: run.id, ask: 3, query: slowest });
      assert.equal((await next('order')).ask, 3);
      feed.hide();
      forget();
      fetcher.jobs[0]?.onBatch(batchOf([1]));
      fetcher.jobs[0]?.onEnd();
      await setTimeout(100);
      assert.deepEqual(told, []);
    }));

  test('leaves the extension host free, however many rows there are', () =>
    withPanel(async ({ feed, told, start }) => {
      const count = 200_000;
      const run = start(Array.from({ length: count }, (_, nth) => `https://e.com/${(nth * 7919) % count}`));
      feed.receive({ type: 'ready' });
      feed.receive({
        type: 'order',
        run: run.id,
        ask: 1,
        query: { sort: { column: 'url', descending: false } },
      });
      let turns = 0;
      while (!told.some((message) => message.type === 'order')) {
        await setImmediate();
        turns += 1;
      }
      assert.ok(turns >= 5, `${turns} turns for others`);
      const last = told.at(-1);
      assert.ok(last?.type === 'order');
      assert.equal(new Set(last.rows).size, count);
      assert.equal(run.requests.url(last.rows[1] ?? 0), 'https://e.com/1');
    }));

  test('has choices, which are counted when they are asked for', () =>
    withPanel(async ({ feed, next, start, fetcher }) => {
      const run = start(urls);
      fetcher.jobs[0]?.onBatch(batchOf([3, 4]));
      feed.receive({ type: 'ready' });
      feed.receive({ type: 'facets', run: run.id });
      const { facets } = await next('facets');
      assert.deepEqual(facets, { statuses: [[200, 2]], kinds: [], hosts: [['e.com', 500]] });
    }));
});
