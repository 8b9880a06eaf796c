import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { urls, withPanel } from './support/withPanel.ts';

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
