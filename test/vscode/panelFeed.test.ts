import assert from 'node:assert/strict';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { change } from '../../src/core/change.ts';
import { failureKinds } from '../../src/core/failureKinds.ts';
import type { PanelRow, ToPanel } from '../../src/core/panelProtocol.ts';
import type { RowAction } from '../../src/core/rowAction.ts';
import { stateCode } from '../../src/core/rowState.ts';
import type { TableLayout } from '../../src/core/tableLayout.ts';
import { type Comparison, compare } from '../../src/host/comparison.ts';
import { PanelFeed } from '../../src/host/panelFeed.ts';
import type { Run } from '../../src/host/run.ts';
import type { RequestOfRun } from '../../src/host/shownRows.ts';
import { batchOf } from './support/batch.ts';
import { eventually } from './support/eventually.ts';
import { FakeFetcher, type TestHost, withHost } from './support/testHost.ts';
import { packRows } from '../support/packRows.ts';

/** A panel that keeps what it is told, with a host whose fetcher does what the test says. */
interface FakePanel extends TestHost {
  fetcher: FakeFetcher;
  feed: PanelFeed;
  told: ToPanel[];
  opened: number[];
  acted: (readonly [action: RowAction, index: number])[];
  chosen: RequestOfRun[];
  layouts: TableLayout[];
  /** Whether there are earlier runs, asked anew each time. */
  history: { ask: () => Promise<boolean> };
  /** Forgets what was told so far. */
  forget: () => void;
  /** Waits for the next message of a type. */
  next: <Type extends ToPanel['type']>(type: Type) => Promise<Extract<ToPanel, { type: Type }>>;
}

function withPanel(use: (panel: FakePanel) => Promise<void>): Promise<void> {
  const fetcher = new FakeFetcher();
  return withHost(
    async (host) => {
      const told: ToPanel[] = [];
      const opened: number[] = [];
      const acted: FakePanel['acted'] = [];
      const chosen: RequestOfRun[] = [];
      const layouts: TableLayout[] = [];
      const history: FakePanel['history'] = { ask: async () => false };
      const actions = {
        openBody: (_run: unknown, index: number) => void opened.push(index),
        showOutput: () => void opened.push(-1),
        runAgain: () => void opened.push(-2),
        runFailedAgain: () => void opened.push(-3),
        resume: () => void opened.push(-4),
        addField: () => void opened.push(-5),
        removeField: () => void opened.push(-6),
        rowAction: (action: RowAction, _run: unknown, index: number) => void acted.push([action, index]),
        explain: (_run: unknown, index: number) => void opened.push(1000 + index),
        showHistory: () => void opened.push(-5),
        hasHistory: () => history.ask(),
        selectionChanged: () => undefined,
        chosen: (run: Run, index: number) => void chosen.push([run, index]),
        keepLayout: (layout: TableLayout) => void layouts.push(layout),
      };
      const feed = new PanelFeed(host.runs, actions, (message) => told.push(message));
      const next: FakePanel['next'] = (type) =>
        eventually(type, () => told.find((message) => message.type === type) as never);
      try {
        await use({
          ...host,
          fetcher,
          feed,
          told,
          opened,
          acted,
          chosen,
          layouts,
          history,
          forget: () => told.splice(0),
          next,
        });
      } finally {
        feed.dispose();
      }
    },
    { fetcher },
  );
}

const urls = Array.from({ length: 500 }, (_, nth) => `https://e.com/${nth}`);
const indexes = (rows: readonly PanelRow[]) => rows.map((row) => row.index);

suite('what the panel is told', () => {
  test('that the host lives, whenever it asks', () =>
    withPanel(async ({ feed, told }) => {
      feed.receive({ type: 'ping' });
      assert.deepEqual(told, [{ type: 'pong' }]);
    }));

  test('nothing before it is ready, then that nothing has run', () =>
    withPanel(async ({ feed, told }) => {
      assert.equal(told.length, 0);
      feed.receive({ type: 'ready' });
      assert.deepEqual(told, [{ type: 'run', runs: [] }]);
    }));

  test('the newest run as soon as it starts, and all runs, newest first', () =>
    withPanel(async ({ feed, told, start }) => {
      const first = start(urls, { title: 'a.txt', byCommand: true });
      feed.receive({ type: 'ready' });
      const second = start(urls.slice(0, 2), { title: 'b.txt', byCommand: true });
      const messages = told.map((message) => (message.type === 'run' ? message : assert.fail(message.type)));
      assert.deepEqual(
        messages.map((message) => message.run?.id),
        [first.id, second.id],
      );
      assert.deepEqual(
        messages[1]?.runs.map((run) => [run.title, run.count]),
        [
          ['b.txt', 2],
          ['a.txt', 500],
        ],
      );
      assert.equal(messages[1]?.state, 'running');
      assert.equal(messages[1]?.summary?.count, 2);
    }));

  test('the rows in view at once, and afterwards those that changed', () =>
    withPanel(async ({ feed, told, forget, next, start, fetcher }) => {
      const run = start(urls);
      feed.receive({ type: 'ready' });
      forget();
      feed.receive({ type: 'view', run: run.id, first: 490, count: 40 });
      const [all] = told;
      assert.ok(all?.type === 'rows');
      assert.deepEqual(indexes(all.rows), [490, 491, 492, 493, 494, 495, 496, 497, 498, 499]);
      assert.deepEqual(all.rows[0], {
        index: 490,
        method: 'GET',
        url: 'https://e.com/490',
        state: 'queued',
        preview: '',
        hops: 0,
      });

      forget();
      fetcher.jobs[0]?.onBatch(
        batchOf([3, 491, 499], { preview: 'hello', bodyBytes: 5, contentType: 'text/plain' }),
      );
      const changed = await next('rows');
      assert.deepEqual(indexes(changed.rows), [491, 499]);
      assert.deepEqual(changed.rows[0], {
        index: 491,
        method: 'GET',
        url: 'https://e.com/491',
        state: 'ok',
        status: 200,
        total: 5,
        timings: {
          start: 0,
          waited: 0,
          dns: 0,
          connect: 0,
          tls: 0,
          firstByte: 0,
          download: 0,
          reused: false,
          total: 5,
        },
        bodyBytes: 5,
        contentType: 'text/plain',
        preview: 'hello',
        hops: 0,
      });
      const { summary } = await next('summary');
      assert.equal(summary.ok, 3);
    }));

  test('the first rows with the run, and what changes of them before it asks for any', () =>
    withPanel(async ({ feed, told, forget, next, start, fetcher }) => {
      start(urls);
      feed.receive({ type: 'ready' });
      const rows = told[0]?.type === 'run' ? (told[0].rows ?? []) : [];
      assert.deepEqual([indexes(rows).at(0), indexes(rows).at(-1), rows[7]?.url], [0, 59, urls[7]]);
      forget();
      fetcher.jobs[0]?.onBatch(batchOf([3, 70]));
      assert.deepEqual(indexes((await next('rows')).rows), [3]);
    }));

  test('with the run the rows that were in view before it was hidden', () =>
    withPanel(async ({ feed, told, forget, start, fetcher }) => {
      const run = start(urls);
      feed.receive({ type: 'ready' });
      feed.receive({ type: 'viewRows', run: run.id, rows: [400, 2, 77] });
      feed.hide();
      fetcher.jobs[0]?.onBatch(batchOf([2]));
      forget();
      feed.receive({ type: 'ready' });
      const rows = told[0]?.type === 'run' ? (told[0].rows ?? []) : [];
      assert.deepEqual(
        rows.map(({ index, state }) => [index, state]),
        [
          [400, 'queued'],
          [2, 'ok'],
          [77, 'queued'],
        ],
      );
    }));

  test('at most once in 50 ms, whatever came', () =>
    withPanel(async ({ feed, told, forget, next, start, fetcher }) => {
      const run = start(urls);
      feed.receive({ type: 'ready' });
      feed.receive({ type: 'view', run: run.id, first: 0, count: 100 });
      forget();
      for (let index = 0; index < 90; index++) {
        fetcher.jobs[0]?.onBatch(packRows([index], [], []));
        fetcher.jobs[0]?.onBatch(batchOf([index]));
      }
      assert.equal(told.length, 0);
      const { rows } = await next('rows');
      assert.equal(rows.length, 90);
      assert.ok(rows.every((row) => row.state === 'ok'));
      assert.equal(told.length, 2);
    }));

  test('the end, with the last summary', () =>
    withPanel(async ({ feed, forget, next, start, fetcher }) => {
      start(urls.slice(0, 1));
      feed.receive({ type: 'ready' });
      forget();
      fetcher.jobs[0]?.onBatch(batchOf([0]));
      fetcher.jobs[0]?.onEnd();
      assert.equal((await next('summary')).state, 'done');
    }));

  test('that another run in the list has ended', () =>
    withPanel(async ({ feed, told, forget, next, start, fetcher }) => {
      const older = start(urls.slice(0, 1));
      start(urls);
      feed.receive({ type: 'ready' });
      assert.deepEqual(told[0]?.type === 'run' && told[0].runs.map(({ running }) => running), [true, true]);
      forget();
      fetcher.jobs[1]?.onBatch(batchOf([0]));
      assert.equal((await next('summary')).runs, undefined);
      forget();
      fetcher.jobs[0]?.onBatch(batchOf([0]));
      fetcher.jobs[0]?.onEnd();
      const { runs } = await next('summary');
      assert.deepEqual(
        runs?.map(({ id, running }) => [id === older.id, running]),
        [
          [false, true],
          [true, undefined],
        ],
      );
    }));

  test('what an interrupted run has not fetched, and that it was interrupted', () =>
    withPanel(async ({ feed, told, next, start, fetcher, runs }) => {
      const run = start(urls.slice(0, 2));
      fetcher.jobs[0]?.onBatch(batchOf([0]));
      runs.interruptAll();
      fetcher.jobs[0]?.onEnd();
      runs.forget(new Set([run.id]));
      const { id, startedAt, title, requests, options } = run;
      const stored = runs.make({ title, requests, options, byCommand: true }, { id, startedAt });
      stored.put(batchOf([0]));
      stored.endAsStored('interrupted', 100);
      feed.receive({ type: 'ready' });
      feed.show(stored);
      const last = told.at(-1);
      assert.equal(last?.type === 'run' && last.state, 'interrupted');
      feed.receive({ type: 'view', run: stored.id, first: 0, count: 2 });
      assert.deepEqual(
        (await next('rows')).rows.map((row) => row.state),
        ['ok', 'notFetched'],
      );
    }));

  test('that a run can go on which was cancelled, once it has ended and where it is stored', () =>
    withPanel(async ({ feed, told, forget, next, start, fetcher }) => {
      const cancel = (run: Run, nth: number) => {
        fetcher.jobs[nth]?.onBatch(batchOf([0]));
        run.cancel();
        fetcher.jobs[nth]?.onEnd();
      };
      const run = start(urls.slice(0, 2));
      feed.receive({ type: 'ready' });
      assert.ok(told[0]?.type === 'run' && !told[0].resumable);
      forget();
      cancel(run, 0);
      const { state, resumable } = await next('summary');
      assert.deepEqual([state, resumable], ['cancelled', true]);
      feed.hide();
      forget();
      feed.receive({ type: 'ready' });
      assert.ok(told[0]?.type === 'run' && told[0].resumable);

      const nowhere = start(urls.slice(0, 2));
      nowhere.storeNowhere('EROFS: read-only file system');
      forget();
      cancel(nowhere, 1);
      assert.equal((await next('summary')).resumable, undefined);
      start(urls.slice(0, 1));
      forget();
      fetcher.jobs[2]?.onBatch(batchOf([0]));
      fetcher.jobs[2]?.onEnd();
      assert.equal((await next('summary')).resumable, undefined);
    }));

  test('that one seems to be offline, when the run has ended', () =>
    withPanel(async ({ feed, told, forget, next, start, fetcher }) => {
      start(urls.slice(0, 2));
      feed.receive({ type: 'ready' });
      forget();
      const dns = failureKinds.indexOf('dns') + 1;
      fetcher.jobs[0]?.onBatch(batchOf([0, 1], { state: stateCode.failed, status: 0, failureKind: dns }));
      assert.equal((await next('summary')).notice, undefined);
      forget();
      fetcher.jobs[0]?.onEnd();
      assert.equal(
        (await next('summary')).notice,
        'There is no host e.com, or you seem to be offline. Check its spelling and the network.',
      );
      feed.hide();
      forget();
      feed.receive({ type: 'ready' });
      assert.match((told[0]?.type === 'run' && told[0].notice) || '', /offline/);
    }));

  test('that nothing is stored', () =>
    withPanel(async ({ feed, told, start }) => {
      const run = start(urls.slice(0, 2));
      run.storeNowhere('EROFS: read-only file system');
      feed.receive({ type: 'ready' });
      assert.equal(
        told[0]?.type === 'run' && told[0].notice,
        'Not stored: EROFS: read-only file system. Bodies and details cannot be opened.',
      );
    }));

  test('nothing while it is hidden, and all of it when it is back', () =>
    withPanel(async ({ feed, told, forget, start, fetcher }) => {
      const run = start(urls);
      const other = start(urls);
      feed.receive({ type: 'ready' });
      feed.receive({ type: 'show', run: run.id });
      feed.receive({ type: 'view', run: run.id, first: 0, count: 10 });
      fetcher.jobs[0]?.onBatch(batchOf([0]));
      feed.hide();
      forget();
      fetcher.jobs[0]?.onBatch(batchOf([1]));
      await setTimeout(120);
      assert.equal(told.length, 0);
      feed.receive({ type: 'ready' });
      const [message] = told;
      assert.ok(message?.type === 'run' && message.run?.id === run.id && message.summary?.ok === 2);
      assert.equal(other.running, true);
    }));

  test('the run that started while it was hidden, whatever it showed before', () =>
    withPanel(async ({ feed, told, forget, start }) => {
      const older = start(urls, { byCommand: true });
      feed.receive({ type: 'ready' });
      feed.receive({ type: 'show', run: older.id });
      feed.hide();
      const newer = start(urls, { byCommand: true });
      forget();
      feed.receive({ type: 'ready', run: older.id });
      assert.equal(told[0]?.type === 'run' && told[0].run?.id, newer.id);
    }));

  test("a run of another extension in the list, and in place of another's only", () =>
    withPanel(async ({ feed, told, start }) => {
      const shown = () => {
        const last = told.at(-1);
        return last?.type === 'run' ? last.run?.id : undefined;
      };
      feed.receive({ type: 'ready' });
      for (const run of [start(urls, { title: 'x' }), start(urls, { title: 'x' })])
        assert.equal(told.filter((each) => each.type === 'run' && each.run?.id === run.id).length, 1);
      const own = start(urls, { title: 'own.txt', byCommand: true });
      assert.equal(shown(), own.id);
      start(urls, { title: 'x' });
      assert.equal(shown(), own.id);
      const last = told.at(-1);
      assert.deepEqual(last?.type === 'run' && last.runs.map((run) => run.title), [
        'x (4)',
        'own.txt',
        'x (2)',
        'x (1)',
      ]);
    }));

  test('an earlier run when it asks for it, and nothing of the newer one', () =>
    withPanel(async ({ feed, told, forget, next, start, fetcher }) => {
      const older = start(urls);
      const newer = start(urls);
      feed.receive({ type: 'ready' });
      feed.receive({ type: 'show', run: older.id });
      feed.receive({ type: 'view', run: older.id, first: 0, count: 10 });
      forget();
      feed.receive({ type: 'view', run: newer.id, first: 0, count: 10 });
      assert.equal(told.length, 0);
      fetcher.jobs[1]?.onBatch(batchOf([0]));
      fetcher.jobs[0]?.onBatch(batchOf([4]));
      assert.equal((await next('rows')).run, older.id);
      assert.ok(told.every((message) => message.type === 'rows' || message.type === 'summary'));
      assert.ok(told.every((message) => 'run' in message && message.run === older.id));
    }));

  test('a run that is not of this window, and that in the list', () =>
    withPanel(async ({ feed, told, start, opened, runs, fetcher }) => {
      const stored = start(urls.slice(0, 2));
      fetcher.jobs[0]?.onBatch(batchOf([0, 1]));
      fetcher.jobs[0]?.onEnd();
      runs.forget(new Set([stored.id]));
      const own = start(urls, { byCommand: true });
      feed.receive({ type: 'ready' });
      feed.show(stored);
      const last = told.at(-1);
      assert.ok(last?.type === 'run' && last.run?.id === stored.id);
      assert.deepEqual(
        last.runs.map((each) => each.id),
        [stored.id, own.id],
      );
      feed.receive({ type: 'open', run: stored.id, index: 1 });
      feed.receive({ type: 'explain', run: stored.id, index: 0 });
      feed.receive({ type: 'explain', run: stored.id, index: 2 });
      assert.deepEqual(opened, [1, 1000]);
    }));

  test('no password, and where redirects led to', () =>
    withPanel(async ({ feed, next, start, fetcher }) => {
      const run = start(['https://me:secret@e.com/a']);
      fetcher.jobs[0]?.onBatch(batchOf([0], { hops: 1, url: 'https://me:secret@e.com/b' }));
      feed.receive({ type: 'ready' });
      feed.receive({ type: 'view', run: run.id, first: 0, count: 1 });
      const { rows } = await next('rows');
      assert.equal(rows[0]?.finalUrl, 'https://me:•••@e.com/b');
      assert.ok(!JSON.stringify(rows).includes('secret'));
    }));
});

suite('a comparison in the panel', () => {
  /** A panel that compares two runs of which one URL is in both, one gone and one new. */
  const withComparison = (use: (panel: FakePanel & { comparison: Comparison }) => Promise<void>) =>
    withPanel(async (panel) => {
      const [earlier, later] = [panel.start(urls.slice(0, 2)), panel.start(urls.slice(1, 3))];
      for (const job of panel.fetcher.jobs) {
        job.onBatch(batchOf([0, 1], { recordLength: 1 }));
        job.onEnd();
      }
      panel.feed.receive({ type: 'ready' });
      panel.forget();
      const comparison = await compare(earlier, later);
      panel.feed.showComparison(comparison);
      await use({ ...panel, comparison });
    });

  test('is told with the run, and again when the panel is back', () =>
    withComparison(async ({ feed, told, forget, comparison }) => {
      const shownComparison = () => (told[0]?.type === 'run' ? told[0].comparison : undefined);
      assert.equal(shownComparison()?.earlier.id, comparison.earlier.id);
      assert.deepEqual([...(shownComparison()?.changes ?? [])], [0, change.new, change.gone]);
      feed.hide();
      forget();
      feed.receive({ type: 'ready' });
      assert.equal(shownComparison()?.earlier.id, comparison.earlier.id);
    }));

  test('has rows with what they were before, and those that are gone', () =>
    withComparison(async ({ feed, forget, next, opened, chosen, comparison: { earlier, later } }) => {
      forget();
      feed.receive({ type: 'viewRows', run: later.id, rows: [2, 0, 3] });
      const { rows } = await next('rows');
      assert.deepEqual(
        rows.map((row) => [row.index, row.url, row.before?.status, row.gone]),
        [
          [2, 'https://e.com/0', undefined, true],
          [0, 'https://e.com/1', 200, undefined],
        ],
      );
      feed.receive({ type: 'open', run: later.id, index: 2 });
      feed.receive({ type: 'open', run: later.id, index: 3 });
      assert.deepEqual(opened, [0]);
      for (const index of [2, 0, 3]) feed.receive({ type: 'chosen', run: later.id, index });
      assert.deepEqual(chosen, [
        [earlier, 0],
        [later, 0],
      ]);
    }));

  test('knows what a row was before, of its own run only', () =>
    withComparison(async ({ feed, comparison: { earlier, later } }) => {
      assert.deepEqual(feed.earlier([later, 0]), [earlier, 1]);
      assert.equal(feed.earlier([later, 1]), undefined);
      assert.equal(feed.earlier([earlier, 1]), undefined);
    }));

  test('ends when the panel says so, and when another run is shown', () =>
    withComparison(async ({ feed, told, start, comparison }) => {
      const compared = () => {
        const last = told.at(-1);
        return last?.type === 'run' && last.comparison !== undefined;
      };
      assert.ok(compared());
      feed.receive({ type: 'endComparison', run: comparison.later.id });
      assert.ok(!compared());
      feed.showComparison(comparison);
      assert.ok(compared());
      start(urls, { byCommand: true });
      assert.ok(!compared());
      feed.receive({ type: 'show', run: comparison.later.id });
      assert.ok(!compared());
    }));
});

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

suite('what the panel asks for', () => {
  test('keeping how the table is laid out', () =>
    withPanel(async ({ feed, layouts }) => {
      const layout = { widths: { url: 20 }, shown: { type: false } };
      feed.receive({ type: 'layout', layout });
      assert.deepEqual(layouts, [layout]);
    }));

  test('cancelling a run or one request reaches the worker', () =>
    withPanel(async ({ feed, start, fetcher }) => {
      const run = start(urls);
      feed.receive({ type: 'cancel', run: run.id, index: 7 });
      feed.receive({ type: 'cancel', run: run.id });
      assert.deepEqual(fetcher.cancelled, [
        { id: run.id, index: 7 },
        { id: run.id, index: undefined },
      ]);
    }));

  test('the row that follows a cursor is told to a panel that is there', () =>
    withPanel(async ({ feed, start, told, forget }) => {
      const run = start(urls);
      feed.follow(3);
      assert.deepEqual(told, []);
      feed.receive({ type: 'ready' });
      forget();
      feed.follow(4);
      assert.deepEqual(told, [{ type: 'follow', run: run.id, index: 4 }]);
      feed.hide();
      feed.follow(5);
      assert.equal(told.length, 1);
    }));

  test('opening a body and showing the output', () =>
    withPanel(async ({ feed, start, opened }) => {
      const run = start(urls);
      feed.receive({ type: 'open', run: run.id, index: 7 });
      feed.receive({ type: 'open', run: run.id, index: 500 });
      feed.receive({ type: 'open', run: 'gone', index: 7 });
      feed.receive({ type: 'showOutput' });
      assert.deepEqual(opened, [7, -1]);
    }));

  test('running again, all or what failed, and going on', () =>
    withPanel(async ({ feed, start, opened }) => {
      const run = start(urls);
      feed.receive({ type: 'runAgain', run: run.id });
      feed.receive({ type: 'runFailedAgain', run: run.id });
      feed.receive({ type: 'resume', run: run.id });
      assert.deepEqual(opened, [-2, -3, -4]);
    }));

  test('rows that are selected in the shown run, and in no other', () =>
    withPanel(async ({ feed, start }) => {
      const older = start(urls);
      const run = start(urls);
      feed.receive({ type: 'select', run: older.id, ranges: [{ first: 1, count: 1 }] });
      assert.deepEqual(feed.selected, []);
      feed.receive({ type: 'select', run: run.id, ranges: [{ first: 2, count: 3 }] });
      assert.deepEqual(feed.selected, [{ first: 2, count: 3 }]);
      feed.receive({ type: 'show', run: older.id });
      assert.deepEqual(feed.selected, []);
    }));

  test('nothing while a run is read back, and then that run', () =>
    withPanel(async ({ feed, start, told, runs }) => {
      const stored = start(urls);
      runs.forget(new Set([stored.id]));
      feed.show(undefined);
      const reading = Promise.withResolvers<typeof stored | undefined>();
      const shown = feed.showStored(reading.promise);
      feed.receive({ type: 'ready' });
      assert.equal(told.length, 0);
      reading.resolve(stored);
      await shown;
      assert.deepEqual(
        told.map((message) => message.type === 'run' && message.run?.id),
        [stored.id],
      );
    }));

  test('that nothing has run where no run could be read back', () =>
    withPanel(async ({ feed, told }) => {
      feed.receive({ type: 'ready' });
      told.splice(0);
      await feed.showStored(Promise.resolve(undefined));
      assert.deepEqual(told, [{ type: 'run', runs: [] }]);
    }));

  test('that there are earlier runs, where there is none to show', () =>
    withPanel(async ({ feed, told, history }) => {
      history.ask = async () => true;
      feed.receive({ type: 'ready' });
      assert.deepEqual(told, [{ type: 'run', runs: [] }]);
      await setImmediate();
      assert.deepEqual(told.slice(1), [{ type: 'run', runs: [], hasHistory: true }]);
    }));

  test('of no earlier runs when the last of them is gone, nor when a run has begun meanwhile', () =>
    withPanel(async ({ feed, told, forget, history, runs, start, fetcher }) => {
      feed.receive({ type: 'ready' });
      const first = Promise.withResolvers<boolean>();
      const answers = [first.promise, Promise.resolve(false), Promise.resolve(true)];
      history.ask = () => answers.shift() ?? assert.fail('asked once too often');
      const ids = [1, 2].map((nth) => `deleted-${nth}`);
      for (const id of ids) runs.forget(new Set([id]));
      first.resolve(true);
      await setImmediate();
      assert.ok(told.every((message) => message.type === 'run' && !message.hasHistory));

      forget();
      runs.forget(new Set(['deleted-3']));
      start(urls.slice(0, 1));
      await setImmediate();
      fetcher.jobs[0]?.onEnd();
      assert.deepEqual(answers, []);
      assert.ok(told.every((message) => message.type !== 'run' || !message.hasHistory));
    }));

  test('nothing that is not in the protocol', () =>
    withPanel(async ({ feed, start, told, fetcher }) => {
      start(urls);
      for (const message of [null, 'cancel', { type: 'cancel' }, { type: 'eval', code: '1' }])
        feed.receive(message);
      assert.deepEqual([told, fetcher.cancelled], [[], []]);
    }));
});
