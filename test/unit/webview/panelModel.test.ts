import assert from 'node:assert/strict';
import { test } from 'node:test';
import { change } from '../../../src/core/change.ts';
import type { FromPanel, RunDescription, ToPanel } from '../../../src/core/panelProtocol.ts';
import { PanelModel } from '../../../src/webview/panelModel.ts';
import { makeRow } from './makeRow.ts';

const run = (id: string, count = 1000): RunDescription => ({ id, title: 'urls.md', count, startedAt: 0 });
const shows = (id: string): ToPanel => ({ type: 'run', run: run(id), runs: [run(id)], state: 'running' });
const view = (id: string, first: number, count: number): FromPanel => ({
  type: 'view',
  run: id,
  first,
  count,
});

const nothing = {
  count: 1000,
  running: 0,
  waiting: 0,
  ok: 0,
  httpError: 0,
  failed: 0,
  cancelled: 0,
  wallTime: 0,
  sumOfTimes: 0,
  bodyBytes: 0,
  wireBytes: 0,
};

function makeModel() {
  const posted: FromPanel[] = [];
  let changes = 0;
  const model = new PanelModel(
    (message) => posted.push(message),
    () => {
      changes += 1;
    },
  );
  return { model, posted, changes: () => changes };
}

test('shows nothing before the host has spoken', () => {
  assert.equal(makeModel().model.shown, undefined);
});

test('asks for rows in view once', () => {
  const { model, posted } = makeModel();
  model.receive(shows('a'));
  model.look(0, 20);
  model.look(1, 21);
  model.look(500, 520);
  assert.deepEqual(posted, [view('a', 0, 75), view('a', 450, 125)]);
});

test('asks again when the host names the same run again, and keeps its rows', () => {
  const { model, posted } = makeModel();
  model.receive(shows('a'));
  model.look(0, 20);
  model.receive({ type: 'rows', run: 'a', rows: [makeRow({ index: 4 })] });
  model.receive(shows('a'));
  assert.deepEqual(posted, [view('a', 0, 75), view('a', 0, 75)]);
  assert.equal(model.row(4)?.index, 4);
});

test('forgets the rows of a run when another is shown', () => {
  const { model, posted } = makeModel();
  model.receive(shows('a'));
  model.look(0, 20);
  model.receive({ type: 'rows', run: 'a', rows: [makeRow({ index: 4 })] });
  model.receive(shows('b'));
  assert.equal(model.row(4), undefined);
  model.look(0, 20);
  assert.deepEqual(posted, [view('a', 0, 75), view('b', 0, 75)]);
});

test('drops what belongs to a run that is no longer shown', () => {
  const { model, changes } = makeModel();
  model.receive(shows('b'));
  model.receive({ type: 'rows', run: 'a', rows: [makeRow({ index: 4 })] });
  assert.equal(model.row(4), undefined);
  assert.equal(changes(), 1);
});

test('takes a newer summary in', () => {
  const { model } = makeModel();
  model.receive(shows('a'));
  const summary = { ...nothing, ok: 1000, wallTime: 1, sumOfTimes: 1 };
  model.receive({ type: 'summary', run: 'a', summary, state: 'done' });
  assert.deepEqual(model.shown, { run: run('a'), runs: [run('a')], summary, state: 'done' });
});

test('lets the time go on between what the host says, until the end', () => {
  let now = 1000;
  const model = new PanelModel(
    () => undefined,
    () => undefined,
    () => now,
  );
  assert.equal(model.wallTime, 0);
  const summary = { ...nothing, wallTime: 300 };
  model.receive({ ...shows('a'), summary } as ToPanel);
  now += 250;
  assert.equal(model.wallTime, 550);
  model.receive({ type: 'rows', run: 'a', rows: [] });
  assert.equal(model.wallTime, 550);
  model.receive({ type: 'summary', run: 'a', summary: { ...summary, wallTime: 700 }, state: 'done' });
  now += 250;
  assert.equal(model.wallTime, 700);
});

/** Run `a` of four rows, of which the last is not new; one more of the earlier run is gone. */
const compared = (earlier = 'e'): ToPanel => ({
  ...(shows('a') as Extract<ToPanel, { type: 'run' }>),
  run: run('a', 4),
  comparison: {
    earlier: run(earlier),
    changes: Uint16Array.of(change.new, change.status, change.new, 0, change.gone),
  },
});

test('shows what is gone after the other rows', () => {
  const { model, posted } = makeModel();
  model.receive(compared());
  assert.deepEqual([model.count, model.changeOf(4), model.changeCounts?.new], [5, change.gone, 2]);
  model.look(0, 4);
  assert.deepEqual(posted, [view('a', 0, 5)]);
});

test('shows the rows of one kind of change, and speaks of them by their indexes', () => {
  const { model, posted } = makeModel();
  model.receive(compared());
  model.setFilter('new');
  assert.deepEqual([model.count, model.indexAt(1)], [2, 2]);
  model.look(0, 1);
  model.receive({ type: 'rows', run: 'a', rows: [makeRow({ index: 2 })] });
  assert.equal(model.row(1)?.index, 2);
  model.open(1);
  model.select([{ first: 0, count: 2 }]);
  model.setFilter(undefined);
  model.look(0, 4);
  assert.deepEqual(posted, [
    { type: 'viewRows', run: 'a', rows: [0, 2] },
    { type: 'open', run: 'a', index: 2 },
    {
      type: 'select',
      run: 'a',
      ranges: [
        { first: 0, count: 1 },
        { first: 2, count: 1 },
      ],
    },
    view('a', 0, 5),
  ]);
});

test('keeps the filter while the comparison stays, and drops it with that', () => {
  const { model } = makeModel();
  model.receive(compared());
  model.setFilter('new');
  const { list } = model;
  model.receive(compared());
  assert.deepEqual([model.filter, model.list], ['new', list]);
  model.receive(compared('other'));
  assert.equal(model.filter, undefined);
  model.setFilter('gone');
  model.receive({ ...shows('a'), run: run('a', 4) } as ToPanel);
  assert.deepEqual([model.filter, model.count, model.list], [undefined, 4, 'a']);
});

test('keeps what there is to know of the run as a whole until the host says otherwise', () => {
  const { model } = makeModel();
  model.receive(shows('a'));
  assert.ok(model.running);
  model.receive({ type: 'summary', run: 'a', summary: nothing, state: 'done', notice: 'No network.' });
  assert.deepEqual([model.shown?.notice, model.running], ['No network.', false]);
  model.receive(shows('a'));
  assert.equal(model.shown?.notice, undefined);
});

test('goes on with the filter that it had before it was hidden', () => {
  const { model } = makeModel();
  model.setFilter('gone');
  model.receive(compared());
  assert.deepEqual([model.filter, model.count], ['gone', 1]);
});

test('says what a person does in terms of the shown run', () => {
  const { model, posted } = makeModel();
  model.open(1);
  model.cancel();
  model.receive(shows('a'));
  model.open(1);
  model.cancel(2);
  model.cancel();
  model.show('b');
  model.select([{ first: 2, count: 3 }]);
  model.runAgain('runFailedAgain');
  model.runAgain('resume');
  model.endComparison();
  model.showOutput();
  assert.deepEqual(posted, [
    { type: 'open', run: 'a', index: 1 },
    { type: 'cancel', run: 'a', index: 2 },
    { type: 'cancel', run: 'a' },
    { type: 'show', run: 'b' },
    { type: 'select', run: 'a', ranges: [{ first: 2, count: 3 }] },
    { type: 'runFailedAgain', run: 'a' },
    { type: 'resume', run: 'a' },
    { type: 'endComparison', run: 'a' },
    { type: 'showOutput' },
  ]);
});

test('takes a host that has not answered for a while for gone, until it speaks again', () => {
  const { model, posted, changes } = makeModel();
  model.receive({ ...shows('a'), summary: { ...nothing, wallTime: 1000 } } as ToPanel);
  model.receive({ type: 'rows', run: 'a', rows: [makeRow({ index: 0, state: 'running' })] });
  for (let nth = 0; nth < 9; nth++) {
    model.ping();
    model.receive({ type: 'pong' });
  }
  const before = changes();
  model.ping();
  model.ping();
  assert.deepEqual([model.hostGone, model.running, model.row(0)?.state], [false, true, 'running']);
  model.ping();
  assert.deepEqual([model.hostGone, model.running, model.row(0)?.state], [true, false, 'notFetched']);
  assert.deepEqual([model.wallTime, changes()], [1000, before + 1]);
  assert.deepEqual(posted.at(-1), { type: 'ping' });
  model.receive({ type: 'pong' });
  assert.deepEqual([model.hostGone, model.running, changes()], [false, true, before + 2]);
});
