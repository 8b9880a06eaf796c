import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseFromPanel } from '../../../src/host/panelMessages.ts';

const messages = [
  { type: 'ready' },
  { type: 'ping' },
  { type: 'show', run: 'a' },
  { type: 'view', run: 'a', first: 0, count: 40 },
  { type: 'cancel', run: 'a' },
  { type: 'cancel', run: 'a', index: 3 },
  { type: 'open', run: 'a', index: 0 },
  { type: 'explain', run: 'a', index: 2 },
  { type: 'chosen', run: 'a', index: 2 },
  { type: 'showOutput' },
  { type: 'select', run: 'a', ranges: [] },
  { type: 'select', run: 'a', ranges: [{ first: 0, count: 2 }] },
  { type: 'runAgain', run: 'a' },
  { type: 'endComparison', run: 'a' },
  { type: 'viewRows', run: 'a', rows: [7, 2] },
  { type: 'runFailedAgain', run: 'a' },
  { type: 'resume', run: 'a' },
  { type: 'showHistory' },
  { type: 'addField', run: 'a' },
  { type: 'removeField', run: 'a' },
  { type: 'details', run: 'a' },
  { type: 'details', run: 'a', index: 3, withBody: true },
  { type: 'rowAction', run: 'a', index: 3, action: 'copyAsCurl' },
  { type: 'facets', run: 'a' },
  { type: 'order', run: 'a', ask: 1, query: {} },
  {
    type: 'order',
    run: 'a',
    ask: 2,
    query: {
      sort: { column: 'time', descending: true },
      text: 'x',
      outcome: 'trouble',
      status: 4,
      host: 'e.com',
      kind: 'dns',
      change: 'new',
    },
  },
  { type: 'layout', layout: { widths: { url: 20 }, shown: { type: false } } },
];

const others: unknown[] = [
  undefined,
  null,
  'ready',
  [],
  {},
  { type: 'steal' },
  { type: 'show' },
  { type: 'show', run: 7 },
  { type: 'open', run: 'a' },
  { type: 'open', run: 'a', index: -1 },
  { type: 'chosen', run: 'a' },
  { type: 'open', run: 'a', index: 1.5 },
  { type: 'open', run: 'a', index: '1' },
  { type: 'cancel', run: 'a', index: null },
  { type: 'select', run: 'a' },
  { type: 'runAgain' },
  { type: 'viewRows', run: 'a', rows: 3 },
  { type: 'details', run: 'a', index: -1 },
  { type: 'rowAction', run: 'a', index: 3, action: 'constructor' },
  { type: 'rowAction', run: 'a', action: 'copyUrl' },
  { type: 'order', run: 'a', query: {} },
  { type: 'order', ask: 1, query: {} },
  { type: 'view', run: 'a', first: 0, count: Infinity },
  { type: 'view', run: 'a', first: Number.NaN, count: 1 },
];

describe('a message of the panel', () => {
  for (const message of messages) {
    it(`is taken: ${JSON.stringify(message)}`, () => assert.deepEqual(parseFromPanel(message), message));
  }

  for (const message of others) {
    it(`is not taken: ${JSON.stringify(message)}`, () => assert.equal(parseFromPanel(message), undefined));
  }

  it('carries nothing but what belongs to it', () => {
    assert.deepEqual(parseFromPanel({ type: 'show', run: 'a', more: 1 }), { type: 'show', run: 'a' });
  });

  it('selects what are ranges only', () => {
    const ranges = [null, 7, {}, { first: -1, count: 1 }, { first: 3, count: 1, more: 1 }];
    assert.deepEqual(parseFromPanel({ type: 'select', run: 'a', ranges }), {
      type: 'select',
      run: 'a',
      ranges: [{ first: 3, count: 1 }],
    });
  });

  it('asks for nothing that is no query, and lays out nothing that is no column', () => {
    const query = {
      sort: { column: 'x' },
      text: ' ',
      outcome: 1,
      status: '4',
      host: 7,
      kind: 'x',
      change: {},
    };
    assert.deepEqual(parseFromPanel({ type: 'order', run: 'a', ask: 1, query }), {
      type: 'order',
      run: 'a',
      ask: 1,
      query: {},
    });
    const layout = { widths: { url: 1e9, time: '5', x: 5 }, shown: { size: 1, x: true } };
    assert.deepEqual(parseFromPanel({ type: 'layout', layout }), {
      type: 'layout',
      layout: { widths: {}, shown: {} },
    });
  });

  it('asks for no more rows than a screen can hold', () => {
    const message = { type: 'view', run: 'a', first: 5, count: 1e9 };
    assert.deepEqual(parseFromPanel(message), { ...message, count: 1000 });
  });
});
