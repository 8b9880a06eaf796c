import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isMoved } from '../../../src/core/isMoved.ts';

describe('a URL', () => {
  for (const [statuses, moved] of [
    [[301], true],
    [[308, 301], true],
    [[], false],
    [[302], false],
    [[301, 307], false],
  ] as const) {
    it(`has ${moved ? '' : 'not '}moved for good after redirects ${statuses.join(', ') || 'of none'}`, () =>
      assert.equal(isMoved(statuses.map((status) => ({ status }))), moved));
  }
});
