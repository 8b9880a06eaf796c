import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as after } from 'node:timers/promises';
import { Deadline } from '../../../src/net/deadline.ts';

describe('a deadline', () => {
  it('expires once, after its time', async () => {
    let expired = 0;
    const begun = performance.now();
    const { promise, resolve } = Promise.withResolvers<void>();
    const expire = () => {
      expired++;
      resolve();
    };
    new Deadline({ expire }).start(30);
    await promise;
    assert.ok(performance.now() - begun >= 29);
    await after(60);
    assert.equal(expired, 1);
  });

  it('does not run while it is held, and goes on with what was left', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let expired = false;
    const expire = () => {
      expired = true;
      resolve();
    };
    const deadline = new Deadline({ expire });
    deadline.start(40);
    deadline.hold();
    deadline.hold();
    await after(120);
    assert.equal(expired, false);
    deadline.resume();
    deadline.resume();
    await promise;
    assert.equal(expired, true);
  });

  it('can be started again when it has expired', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let expired = 0;
    const expire = () => {
      if (++expired < 3) deadline.start(5);
      else resolve();
    };
    const deadline = new Deadline({ expire });
    deadline.start(5);
    await promise;
    assert.equal(expired, 3);
  });

  it('that was stopped never expires', async () => {
    let expired = false;
    const deadline = new Deadline({ expire: () => (expired = true) });
    deadline.start(10);
    deadline.stop();
    await after(50);
    assert.equal(expired, false);
  });
});
