import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ResultBatch } from '../../../src/core/resultBatch.ts';
import type { AppendFile } from '../../../src/net/appendFile.ts';
import { ResultOutbox } from '../../../src/net/resultOutbox.ts';

describe('an outbox', () => {
  it('sends nothing after it was flushed, also where news came while it was sending', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const written = Promise.withResolvers<void>();
    const batches: ResultBatch[] = [];
    const file = { flush: () => written.promise } as AppendFile;
    const outbox = new ResultOutbox([file], (batch) => batches.push(batch));
    outbox.move(0, 'running');
    test.mock.timers.tick(0);
    outbox.move(1, 'running');
    const flushed = outbox.flush();
    written.resolve();
    await flushed;
    const started = () => batches.map((batch) => [...batch.started]);
    assert.deepEqual(started(), [[0], [1]]);
    test.mock.timers.tick(1000);
    await flushed;
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(started(), [[0], [1]]);
  });
});
