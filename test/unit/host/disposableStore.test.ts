import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DisposableStore } from '../../../src/host/disposableStore.ts';

describe('a store of disposables', () => {
  it('disposes the newest first, each once', () => {
    const disposed: string[] = [];
    const store = new DisposableStore();
    for (const name of ['a', 'b']) store.add({ dispose: () => disposed.push(name) });
    store.dispose();
    store.dispose();
    assert.deepEqual(disposed, ['b', 'a']);
  });

  it('disposes late arrivals at once', () => {
    let disposed = false;
    const store = new DisposableStore();
    store.dispose();
    store.add({ dispose: () => (disposed = true) });
    assert.ok(disposed);
  });
});
