import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lastWhere } from '../../../src/core/lastWhere.ts';

describe('the last number for which something holds', () => {
  it('is found wherever it is', () => {
    for (let count = 0; count < 20; count++) {
      for (let last = -1; last < count; last++)
        assert.equal(
          lastWhere(count, (n) => n <= last),
          last,
        );
    }
  });
});
