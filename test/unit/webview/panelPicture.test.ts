import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FromPanel, ToPanel } from '../../../src/core/panelProtocol.ts';
import { isPlain, type RowQuery } from '../../../src/core/rowQuery.ts';
import { PanelModel } from '../../../src/webview/panelModel.ts';
import { isPictureOf, takePicture } from '../../../src/webview/panelPicture.ts';
import { makeRow } from './makeRow.ts';

const run = (id: string) => ({ id, title: 'urls.md', count: 1000, startedAt: 0 });
const shows = (id: string, others: Partial<Extract<ToPanel, { type: 'run' }>> = {}): ToPanel => ({
  type: 'run',
  run: run(id),
  runs: [run(id), run('older')],
  state: 'running',
  ...others,
});
const rows = (...indexes: number[]) =>
  indexes.map((index) => makeRow({ index, url: `https://e.com/${index}` }));

function makeModel() {
  const posted: FromPanel[] = [];
  return {
    posted,
    model: new PanelModel(
      (message) => posted.push(message),
      () => undefined,
      () => false,
    ),
  };
}

/** A model that shows the picture of another one, as it comes back from where VS Code keeps it. */
function pictured(query: RowQuery = {}) {
  const before = makeModel().model;
  before.receive(shows('a', { rows: rows(0, 1, 2, 7, 9) }));
  before.setQuery(query);
  if (!isPlain(query)) before.receive({ type: 'order', run: 'a', ask: 2, rows: Uint32Array.of(9, 7, 2) });
  const picture = takePicture(before, [1, 2], 'panel.js');
  assert.ok(picture);
  const { model, posted } = makeModel();
  model.restore('a', query);
  model.restorePicture(JSON.parse(JSON.stringify(picture)) as typeof picture);
  return { model, posted };
}

test('shows what was seen before the host has spoken, and asks nothing about it', () => {
  const { model, posted } = pictured();
  assert.deepEqual([model.shown?.run?.id, model.count, model.list], ['a', 1000, 'a']);
  assert.deepEqual([model.row(1)?.url, model.row(0)], ['https://e.com/1', undefined]);
  assert.deepEqual([model.isPicture, model.running], [true, false]);
  model.look(0, 20);
  model.actions.runAgain('resume');
  model.actions.cancel();
  assert.deepEqual(posted, []);
});

test('asks for the rows in view when the host has named the run, and shows what it says', () => {
  const { model, posted } = pictured();
  model.look(0, 20);
  model.receive(shows('a', { rows: [makeRow({ index: 1, url: 'https://e.com/new' })] }));
  assert.deepEqual(posted, [{ type: 'view', run: 'a', first: 0, count: 75 }]);
  assert.deepEqual([model.row(1)?.url, model.isPicture, model.running], ['https://e.com/new', false, true]);
  assert.equal(model.shown?.runs.length, 2);
});

test('shows rows of a query in their places until it is answered', () => {
  const query = { text: 'e.com', sort: { column: 'url', descending: true } } as const;
  const { model, posted } = pictured(query);
  assert.deepEqual([model.count, model.row(1)?.index, model.row(2)?.index], [3, 7, 2]);
  assert.deepEqual(
    [model.row(0), model.order.positionOf(2), model.order.positionOf(9)],
    [undefined, 2, undefined],
  );
  model.look(0, 2);
  model.receive(shows('a'));
  assert.deepEqual(posted, [
    { type: 'viewRows', run: 'a', rows: [7, 2] },
    { type: 'order', run: 'a', ask: 1, query },
  ]);
  assert.equal(model.row(1)?.index, 7);
  model.receive({ type: 'order', run: 'a', ask: 1, rows: Uint32Array.of(9, 2) });
  assert.deepEqual([model.count, model.row(1)?.index], [2, 2]);
});

test('forgets it all when the host shows another run, or none', () => {
  const { model } = pictured();
  model.receive(shows('b'));
  assert.deepEqual([model.shown?.run?.id, model.row(1)], ['b', undefined]);
  const other = pictured().model;
  other.receive({ type: 'run', runs: [] });
  assert.deepEqual([other.shown?.run, other.isPicture, other.count], [undefined, false, 0]);
});

test('takes no picture where rows are missing or say too much, nor of a comparison', () => {
  const { model } = makeModel();
  assert.equal(takePicture(model, [0], ''), undefined);
  model.receive(shows('a', { rows: [makeRow({ preview: 'x'.repeat(100_000) }), ...rows(1, 2)] }));
  assert.equal(takePicture(model, [0, 1], ''), undefined);
  assert.equal(takePicture(model, [2, 3], ''), undefined);
  assert.equal(takePicture(model, [], ''), undefined);
  const picture = takePicture(model, [1, 2], '');
  assert.deepEqual([picture?.first, picture?.rows.length, picture?.shown.runs.length], [1, 2, 1]);
  assert.ok(picture && isPictureOf(model, picture));
  model.setQuery({ text: 'x' });
  assert.ok(!isPictureOf(model, picture));
  const comparison = { earlier: run('older'), changes: new Uint16Array(1000) };
  model.receive(shows('a', { comparison, rows: rows(1, 2) }));
  assert.equal(takePicture(model, [1, 2], ''), undefined);
});
