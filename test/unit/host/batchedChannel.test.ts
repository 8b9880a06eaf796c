import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BatchedChannel } from '../../../src/host/batchedChannel.ts';

function channel() {
  const appended: string[] = [];
  return { appended, channel: new BatchedChannel({ append: (text) => appended.push(text) }) };
}

describe('a batched channel', () => {
  it('appends what came within 50 ms at once', (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const { appended, channel: lines } = channel();
    lines.writeLine('a');
    lines.writeLine('b');
    context.mock.timers.tick(49);
    assert.deepEqual(appended, []);
    context.mock.timers.tick(1);
    assert.deepEqual(appended, ['a\nb\n']);
  });

  it('does not let more than 64 KiB wait', () => {
    const { appended, channel: lines } = channel();
    for (let nth = 0; nth < 200; nth++) lines.writeLine('x'.repeat(999));
    assert.equal(appended.length, 3);
    lines.dispose();
    assert.equal(appended.join('').length, 200_000);
  });

  it('appends nothing when nothing came', () => {
    const { appended, channel: lines } = channel();
    lines.flush();
    assert.deepEqual(appended, []);
  });
});
