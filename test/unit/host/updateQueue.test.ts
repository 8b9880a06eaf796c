import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UpdateQueue } from '../../../src/host/updateQueue.ts';

describe('a queue of updates', () => {
  it('updates each item once for all that was asked, when the first is due', (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    let now = 0;
    test.mock.method(performance, 'now', () => now);
    const pass = (milliseconds: number) => {
      now += milliseconds;
      test.mock.timers.tick(milliseconds);
    };
    const updated: string[] = [];
    const queue = new UpdateQueue<string>((item) => updated.push(item));
    queue.in(300, 'a');
    queue.in(300, 'b');
    queue.in(20, 'a');
    queue.in(300, 'a');
    pass(20);
    assert.deepEqual(updated, ['a']);
    pass(280);
    assert.deepEqual(updated, ['a', 'b']);
    queue.in(200, 'a');
    queue.whenQuiet(300, 'a');
    pass(250);
    queue.whenQuiet(300, 'a');
    queue.in(300, 'a');
    pass(250);
    assert.deepEqual(updated, ['a', 'b']);
    pass(50);
    assert.deepEqual(updated, ['a', 'b', 'a']);
    queue.in(20, 'a');
    queue.dispose();
    pass(1000);
    assert.deepEqual(updated, ['a', 'b', 'a']);
  });
});
