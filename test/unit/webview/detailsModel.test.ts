import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FromPanel, ToPanel } from '../../../src/core/panelProtocol.ts';
import { DetailsModel, type DetailsState } from '../../../src/webview/detailsModel.ts';
import { makeRow } from './makeRow.ts';

const shows = (id: string): ToPanel => ({
  type: 'run',
  run: { id, title: 'urls.md', count: 9, startedAt: 0 },
  runs: [],
});
const details = (run: string, index: number): ToPanel => ({
  type: 'details',
  run,
  details: { index, row: makeRow({ index }) },
});
const asks = (index: number, withBody = false): FromPanel => ({ type: 'details', run: 'a', index, withBody });

function makeModel(restored?: Partial<DetailsState>) {
  const posted: FromPanel[] = [];
  const model = new DetailsModel(
    (message) => posted.push(message),
    () => undefined,
    restored,
  );
  model.receive(shows('a'));
  return { model, posted };
}

describe('the details of the row with the focus', () => {
  it('are asked for while the pane is open, once for each row', () => {
    const { model, posted } = makeModel();
    model.follow('a', 3);
    assert.deepEqual(posted, []);
    model.open();
    model.follow('a', 3);
    model.follow('a', 4);
    assert.deepEqual(posted, [asks(3), asks(4)]);
  });

  it('have the body where that is looked at', () => {
    const { model, posted } = makeModel({ open: true });
    model.follow('a', 3);
    model.choose('body');
    assert.deepEqual(posted, [asks(3), asks(3, true)]);
  });

  it('are no longer asked for when the pane is closed', () => {
    const { model, posted } = makeModel({ open: true });
    model.follow('a', 3);
    model.close();
    assert.deepEqual(posted.at(-1), { type: 'details', run: 'a' });
  });

  it('are asked for again when the host names the run again', () => {
    const { model, posted } = makeModel({ open: true });
    model.follow('a', 3);
    model.receive(shows('a'));
    assert.deepEqual(posted, [asks(3), asks(3)]);
  });

  it('stay until those of the next row have come, and say so', () => {
    const { model } = makeModel({ open: true });
    const seen = () => [model.details?.index, model.isCurrent];
    model.follow('a', 3);
    assert.deepEqual(seen(), [undefined, false]);
    model.receive(details('a', 3));
    assert.deepEqual(seen(), [3, true]);
    model.follow('a', 4);
    model.receive(details('a', 3));
    assert.deepEqual(seen(), [3, false]);
    model.receive(details('a', 4));
    assert.deepEqual(seen(), [4, true]);
  });

  it('go with their run', () => {
    const { model } = makeModel({ open: true });
    model.follow('a', 3);
    model.receive(details('a', 3));
    model.receive(shows('b'));
    assert.equal(model.details, undefined);
    model.follow('b', 3);
    model.receive(details('a', 3));
    assert.equal(model.details, undefined);
  });
});

describe('the pane', () => {
  it('stands as it stood', () => {
    const stood: DetailsState = { open: true, tab: 'headers', share: { beside: 30, below: 60 } };
    assert.deepEqual(makeModel(stood).model.state, stood);
  });

  it('leaves the table some room, and takes some', () => {
    const { model } = makeModel();
    model.resize('beside', 99);
    model.resize('below', -3);
    assert.deepEqual(model.state.share, { beside: 85, below: 15 });
  });
});
