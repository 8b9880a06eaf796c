import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toAbortSignal } from '../../../src/host/cancellation.ts';

/** A token with its trigger, which counts who listens. */
function source() {
  const listeners = new Set<() => void>();
  const token = {
    isCancellationRequested: false,
    onCancellationRequested: (listener: () => void) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
  return { token, listeners, cancel: () => listeners.forEach((listener) => listener()) };
}

describe('a token as a signal', () => {
  it('aborts when the token is cancelled', () => {
    const { token, cancel } = source();
    const { signal } = toAbortSignal(token);
    assert.equal(signal.aborted, false);
    cancel();
    assert.equal(signal.aborted, true);
  });

  it('is aborted at once, and does not listen, when the token is cancelled already', () => {
    const { token, listeners } = source();
    token.isCancellationRequested = true;
    assert.equal(toAbortSignal(token).signal.aborted, true);
    assert.equal(listeners.size, 0);
  });

  it('lets the token go', () => {
    const { token, listeners } = source();
    const cancellation = toAbortSignal(token);
    assert.equal(listeners.size, 1);
    cancellation.dispose();
    assert.equal(listeners.size, 0);
  });
});
