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
  { type: 'showOutput' },
  { type: 'select', run: 'a', ranges: [] },
  { type: 'select', run: 'a', ranges: [{ first: 0, count: 2 }] },
  { type: 'runAgain', run: 'a' },
  { type: 'endComparison', run: 'a' },
  { type: 'viewRows', run: 'a', rows: [7, 2] },
  { type: 'runFailedAgain', run: 'a' },
  { type: 'resume', run: 'a' },
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
  { type: 'open', run: 'a', index: 1.5 },
  { type: 'open', run: 'a', index: '1' },
  { type: 'cancel', run: 'a', index: null },
  { type: 'select', run: 'a' },
  { type: 'runAgain' },
  { type: 'viewRows', run: 'a', rows: 3 },
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

  it('asks for no more rows than a screen can hold', () => {
    const message = { type: 'view', run: 'a', first: 5, count: 1e9 };
    assert.deepEqual(parseFromPanel(message), { ...message, count: 1000 });
  });
});
