import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { newRunId } from '../../../src/host/runId.ts';
import { RunLock } from '../../../src/host/runLock.ts';
import { deleteOldRuns } from '../../../src/host/runStorage.ts';

const runBytes = 100;

/** Five runs of 100 bytes each, the oldest first, and a stranger. */
async function withRuns(use: (folder: string, ids: string[]) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gather-runs-'));
  const ids = [1, 2, 3, 4, 5].map((day) => newRunId(new Date(Date.UTC(2026, 0, day))));
  try {
    for (const id of [...ids, 'not-a-run']) {
      await mkdir(join(folder, id));
      await writeFile(join(folder, id, 'bodies'), Buffer.alloc(runBytes));
    }
    await use(folder, ids);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const unused = () => 'unused' as const;
const noLimit = { maxRuns: 100, maxBytes: 1e9 };

describe('the storage of runs', () => {
  it('keeps what is within the limits', () =>
    withRuns(async (folder) => {
      assert.deepEqual(await deleteOldRuns(folder, noLimit, unused), new Set());
    }));

  it('deletes the oldest beyond the number of runs, and nothing that is no run', () =>
    withRuns(async (folder, ids) => {
      const deleted = await deleteOldRuns(folder, { ...noLimit, maxRuns: 2 }, unused);
      assert.deepEqual([...deleted].sort(), ids.slice(0, 3));
      assert.deepEqual((await readdir(folder)).sort(), [...ids.slice(3), 'not-a-run']);
    }));

  it('deletes the oldest beyond the size', () =>
    withRuns(async (folder, ids) => {
      const deleted = await deleteOldRuns(folder, { ...noLimit, maxBytes: 3.5 * runBytes }, unused);
      assert.deepEqual([...deleted].sort(), ids.slice(0, 2));
    }));

  it('never deletes a run that is shown or under way', () =>
    withRuns(async (folder, ids) => {
      const deleted = await deleteOldRuns(folder, { maxRuns: 1, maxBytes: 0 }, (id) =>
        id === ids[0] ? 'inUse' : 'unused',
      );
      assert.deepEqual([...deleted].sort(), ids.slice(1));
    }));

  it('never deletes a run that another window has under way', () =>
    withRuns(async (folder, ids) => {
      const [oldest = ''] = ids;
      const lock = await RunLock.take(join(folder, oldest));
      assert.ok(lock);
      const deleted = await deleteOldRuns(folder, { maxRuns: 1, maxBytes: 0 }, unused);
      assert.deepEqual([...deleted].sort(), ids.slice(1));
      await lock.release();
      assert.deepEqual([...(await deleteOldRuns(folder, { maxRuns: 1, maxBytes: 0 }, unused))], [oldest]);
    }));

  it('never deletes a run that this window is about to resume', () =>
    withRuns(async (folder, ids) => {
      const [oldest = '', next = ''] = ids;
      const lock = await RunLock.take(join(folder, oldest));
      assert.ok(lock);
      // Begun while others were being deleted.
      const asked = new Set<string>();
      const useOf = (id: string) => {
        if (id === next && asked.has(id)) return 'inUse';
        asked.add(id);
        return 'listed';
      };
      const deleted = await deleteOldRuns(folder, { maxRuns: 1, maxBytes: 0 }, useOf);
      assert.deepEqual([...deleted].sort(), ids.slice(2));
      await lock.release();
    }));

  it('deletes no run of this window for their number, and those of guests do not count', () =>
    withRuns(async (folder, ids) => {
      const uses = ['unused', 'guest', 'listed', 'unused', 'guest'] as const;
      const deleted = await deleteOldRuns(
        folder,
        { ...noLimit, maxRuns: 1 },
        (id) => uses[ids.indexOf(id)] ?? 'unused',
      );
      assert.deepEqual([...deleted].sort(), [ids[0], ids[3]]);
    }));

  it('deletes the runs of guests first for their size, and then what this window does not list', () =>
    withRuns(async (folder, ids) => {
      const uses = ['listed', 'unused', 'guest', 'listed', 'guest'] as const;
      for (const [kept, gone] of [
        [4, [2]],
        [3, [4]],
        [2, [1]],
        [1, [0]],
      ] as const) {
        const deleted = await deleteOldRuns(
          folder,
          { ...noLimit, maxBytes: kept * runBytes },
          (id) => uses[ids.indexOf(id)] ?? 'unused',
        );
        assert.deepEqual(
          [...deleted],
          gone.map((nth) => ids[nth]),
        );
      }
    }));

  it('holds nothing when there is none yet', () =>
    withRuns(async (folder) => {
      assert.deepEqual(await deleteOldRuns(join(folder, 'new', 'runs'), noLimit, unused), new Set());
    }));
});
