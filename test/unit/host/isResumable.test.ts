import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isResumable } from '../../../src/host/isResumable.ts';

test('lets a run go on that has ended before all of it was fetched', () => {
  const states = ['running', 'done', 'cancelled', 'failed', 'interrupted', 'incomplete'] as const;
  assert.deepEqual(
    states.filter((state) => isResumable({ state, notStored: undefined })),
    ['cancelled', 'failed', 'interrupted', 'incomplete'],
  );
});

test('lets no run go on that is not stored', () => {
  assert.equal(isResumable({ state: 'cancelled', notStored: 'EROFS' }), false);
});
