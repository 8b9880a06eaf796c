import assert from 'node:assert/strict';
import { it } from 'node:test';
import { differingOptions } from '../../../src/core/differingOptions.ts';
import { defaultOptions } from '../../../src/core/options.ts';

it('names the options that differ', () => {
  const other = { ...defaultOptions, timeout: 1, headers: { Accept: 'text/plain' } };
  assert.deepEqual(differingOptions(defaultOptions, other), ['timeout', 'headers']);
  assert.deepEqual(differingOptions(other, other), []);
});

it('names none where only the order of members differs', () => {
  const [one, other] = [
    { a: '1', b: '2' },
    { b: '2', a: '1' },
  ];
  const options = { ...defaultOptions, params: one, hostHeaders: { x: one, y: other } };
  const again = { ...defaultOptions, params: other, hostHeaders: { y: one, x: other } };
  assert.deepEqual(differingOptions(options, again), []);
});
