import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EditLog } from '../../../src/core/editLog.ts';

const edit = (offset: number) => [{ offset, removed: 0, added: 1 }];

describe('the log of a document', () => {
  it('tells what was changed since a version', () => {
    const log = new EditLog(3);
    log.record(4, edit(1));
    log.record(6, edit(2));
    assert.deepEqual(log.since(3), [edit(1), edit(2)]);
    assert.deepEqual(log.since(4), [edit(2)]);
    assert.deepEqual(log.since(6), []);
  });

  it('does not know what came before it, or lies too far back', () => {
    const log = new EditLog(3);
    assert.equal(log.since(2), undefined);
    for (let version = 4; version < 30_000; version++) log.record(version, edit(0));
    assert.equal(log.since(5000), undefined);
    assert.equal(log.since(20_000)?.length, 9999);
  });

  it('knows nothing any more after more edits at once than it keeps', () => {
    const log = new EditLog(1);
    log.record(2, Array.from({ length: 30_000 }, () => edit(0)).flat());
    assert.equal(log.since(1), undefined);
    log.record(3, edit(7));
    assert.deepEqual(log.since(2), [edit(7)]);
  });
});
