import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { failureKinds } from '../../src/core/failureKinds.ts';
import type { PanelRow } from '../../src/core/panelProtocol.ts';
import { stateCode } from '../../src/core/rowState.ts';
import type { Run } from '../../src/host/run.ts';
import { packRows } from '../support/packRows.ts';
import { batchOf } from './support/batch.ts';
import { eventually } from './support/eventually.ts';
import { urls, withPanel } from './support/withPanel.ts';

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

  test('the times of what has ended, also while nothing more comes', () =>
    withPanel(async ({ feed, told, start, fetcher }) => {
      start(urls.slice(0, 9));
      feed.receive({ type: 'ready' });
      fetcher.jobs[0]?.onBatch(batchOf([0, 1, 2, 3, 4, 5, 6, 7]));
      const times = await eventually('the times', () =>
        told.flatMap((message) => (message.type === 'summary' ? (message.times ?? []) : [])).at(0),
      );
      assert.equal(times.count, 8);
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
