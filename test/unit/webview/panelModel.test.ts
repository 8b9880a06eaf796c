import assert from 'node:assert/strict';
import { test } from 'node:test';
import { change } from '../../../src/core/change.ts';
import type { FromPanel, RunDescription, ToPanel } from '../../../src/core/panelProtocol.ts';
import { isPlain } from '../../../src/core/rowQuery.ts';
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
  let focused = false;
  const model = new PanelModel(
    (message) => posted.push(message),
    () => {
      changes += 1;
    },
    () => focused,
  );
  const focus = (has: boolean) => {
    focused = has;
  };
  return { model, posted, changes: () => changes, focus };
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

test('has the rows that come with a run', () => {
  const { model } = makeModel();
  model.receive({ ...(shows('a') as Extract<ToPanel, { type: 'run' }>), rows: [makeRow({ index: 4 })] });
  assert.deepEqual([model.row(4)?.index, model.row(5)], [4, undefined]);
  model.receive(shows('b'));
  assert.equal(model.row(4), undefined);
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
    () => false,
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

/** The host's answer to a query. */
const answer = (ask: number, ...rows: number[]): ToPanel => ({
  type: 'order',
  run: 'a',
  ask,
  rows: Uint32Array.from(rows),
});

test('shows the rows that the host names, in its order, and speaks of them by their indexes', () => {
  const { model, posted } = makeModel();
  model.receive(compared());
  model.setQuery({ change: 'new' });
  assert.equal(model.count, 5);
  model.receive(answer(2, 2, 0));
  assert.deepEqual([model.count, model.total, model.order.at(0)], [2, 5, 2]);
  model.look(0, 1);
  model.receive({ type: 'rows', run: 'a', rows: [makeRow({ index: 2 })] });
  assert.equal(model.row(0)?.index, 2);
  model.setQuery({});
  assert.deepEqual([model.count, model.row(2)?.index], [5, 2]);
  model.look(0, 4);
  assert.deepEqual(posted, [
    { type: 'order', run: 'a', ask: 2, query: { change: 'new' } },
    { type: 'viewRows', run: 'a', rows: [2, 0] },
    { type: 'order', run: 'a', ask: 3, query: {} },
    view('a', 0, 5),
  ]);
});

test('sorts by a column, the other way round, and no longer, and keeps the rest of the query', () => {
  const { model } = makeModel();
  model.receive(compared());
  model.refine({ text: 'a' });
  model.turnSort('url');
  assert.deepEqual(model.query, { text: 'a', sort: { column: 'url', descending: false } });
  model.turnSort('url');
  assert.deepEqual(model.query.sort, { column: 'url', descending: true });
  model.turnSort('size');
  assert.deepEqual(model.query.sort, { column: 'size', descending: false });
  model.turnSort('size');
  model.turnSort('size');
  assert.deepEqual(model.query, { text: 'a', sort: undefined });
});

test('shows what was asked for last, whatever comes late', () => {
  const { model } = makeModel();
  model.receive(compared());
  model.setQuery({ text: 'a' });
  model.setQuery({ text: 'ab' });
  model.receive(answer(2, 0, 1, 2));
  assert.equal(model.count, 5);
  model.receive(answer(3, 1));
  model.receive(answer(2, 0, 1, 2));
  assert.equal(model.count, 1);
});

test('keeps rows where they are while they are held, but for the answer to a new query', () => {
  const { model, changes } = makeModel();
  model.receive(compared());
  model.setQuery({ text: 'a' });
  model.hold(true);
  model.receive(answer(2, 0, 1));
  assert.equal(model.count, 2);
  const { order } = model;
  model.receive(answer(2, 0, 1, 2));
  model.receive(answer(2, 0, 1, 2, 3));
  assert.equal(model.order, order);
  const before = changes();
  model.hold(false);
  assert.deepEqual([model.count, changes() - before], [4, 1]);
});

test('asks again when the host names the same run again, which may have forgotten', () => {
  const { model, posted } = makeModel();
  model.receive(compared());
  model.setQuery({ change: 'new' });
  model.receive(answer(2, 0, 2));
  model.receive(compared());
  assert.equal(model.count, 2);
  assert.deepEqual(posted.at(-1), { type: 'order', run: 'a', ask: 3, query: { change: 'new' } });
});

test('has a query for each list', () => {
  const { model } = makeModel();
  model.receive(compared());
  model.setQuery({ change: 'new' });
  model.receive(answer(2, 0, 2));
  model.receive(compared('other'));
  assert.deepEqual([model.query, model.count], [{}, 5]);
  model.setQuery({ change: 'gone' });
  model.receive({ ...shows('a'), run: run('a', 4) } as ToPanel);
  assert.deepEqual([model.query, model.count, model.list], [{}, 4, 'a']);
  model.receive(compared());
  assert.deepEqual(model.query, { change: 'new' });
});

test('goes on with the query that it had before it was hidden', () => {
  const { model, posted } = makeModel();
  model.restore('a e', { change: 'gone', sort: { column: 'time', descending: true } });
  model.receive(compared());
  assert.equal(model.query.change, 'gone');
  assert.equal(posted[0]?.type, 'order');
  model.receive(answer(2));
  assert.equal(model.count, 0);
});

test('knows what there is to choose from when the host has said so', () => {
  const { model, posted } = makeModel();
  model.receive(shows('a'));
  model.actions.askFacets();
  assert.equal(model.facets, undefined);
  const facets = { statuses: [[200, 3]], kinds: [], hosts: [['e.com', 3]] } as const;
  model.receive({ type: 'facets', run: 'a', facets });
  assert.deepEqual([posted, model.facets], [[{ type: 'facets', run: 'a' }], facets]);
  model.receive(shows('b'));
  assert.equal(model.facets, undefined);
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

test('reveals a row, and shows all rows where the filter leaves it out', () => {
  const { model } = makeModel();
  model.receive(compared());
  model.setQuery({ change: 'new' });
  model.receive({ type: 'order', run: 'a', ask: 2, rows: Uint32Array.of(0, 2) });
  model.receive({ type: 'reveal', run: 'a', index: 2 });
  assert.deepEqual(
    [model.toReveal?.index, model.order.positionOf(2), model.query],
    [2, 1, { change: 'new' }],
  );
  const before = model.toReveal;
  model.receive({ type: 'reveal', run: 'a', index: 3 });
  assert.notEqual(model.toReveal, before);
  assert.deepEqual([model.toReveal?.index, model.order.positionOf(3)], [3, 3]);
  assert.ok(isPlain(model.query));
});

test('lets the row follow a cursor while nobody is in the panel, as far as no filter leaves it out', () => {
  const { model, focus } = makeModel();
  const revealed = () => [model.toReveal?.index, model.toReveal?.follows];
  model.receive(compared());
  model.setQuery({ change: 'new' });
  model.receive({ type: 'order', run: 'a', ask: 2, rows: Uint32Array.of(0, 2) });
  model.receive({ type: 'follow', run: 'a', index: 2 });
  assert.deepEqual(revealed(), [2, true]);
  model.receive({ type: 'follow', run: 'a', index: 3 });
  model.receive({ type: 'follow', run: 'b', index: 0 });
  focus(true);
  model.receive({ type: 'follow', run: 'a', index: 0 });
  assert.deepEqual(revealed(), [2, true]);
  assert.deepEqual(model.query, { change: 'new' });
  model.receive({ type: 'reveal', run: 'a', index: 0 });
  assert.deepEqual(revealed(), [0, false]);
});

test('shows one outcome only, and all again', () => {
  const { model } = makeModel();
  model.receive(shows('a'));
  model.setQuery({ text: 'x' });
  model.toggleOutcome('failed');
  assert.deepEqual(model.query, { text: 'x', outcome: 'failed' });
  model.toggleOutcome('ok');
  assert.equal(model.query.outcome, 'ok');
  model.toggleOutcome('ok');
  assert.equal(model.query.outcome, undefined);
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
