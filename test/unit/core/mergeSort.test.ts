import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mergeSort } from '../../../src/core/mergeSort.ts';

function sorted(keys: readonly number[]): number[] {
  const places = Uint32Array.from(keys.keys());
  const work = mergeSort(places, (a, b) => (keys[a] ?? 0) <= (keys[b] ?? 0));
  while (!work.next().done);
  return [...places];
}

test('sorts as Array.prototype.sort does, equal ones in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 }), (keys) => {
      const expected = [...keys.keys()].sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
      assert.deepEqual(sorted(keys), expected);
    }),
  );
});
