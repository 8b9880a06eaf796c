import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { describe, it } from 'node:test';
import { isLockedHere, isRunLocked, RunLock } from '../../../src/host/runLock.ts';

async function withFolder(use: (folder: string, lockFile: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gather-lock-'));
  try {
    await use(folder, join(folder, 'lock.json'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const owner = (pid: number, host = hostname()) => JSON.stringify({ pid, host });

describe('the lock of a run', () => {
  it('is held by one, until it is given back', () =>
    withFolder(async (folder, lockFile) => {
      assert.equal(await isRunLocked(folder), false);
      const locks = await Promise.all([1, 2, 3].map(() => RunLock.take(folder)));
      const [lock, ...others] = locks.filter((each) => each !== undefined);
      assert.ok(lock);
      assert.deepEqual(others, []);
      assert.equal(await readFile(lockFile, 'utf8'), owner(process.pid));
      assert.equal(await isRunLocked(folder), true);
      await lock.release();
      assert.equal(await isRunLocked(folder), false);
    }));

  it('tells this process from others', () =>
    withFolder(async (folder, lockFile) => {
      assert.equal(await isLockedHere(folder), false);
      const lock = await RunLock.take(folder);
      assert.equal(await isLockedHere(folder), true);
      for (const other of [owner(process.ppid), owner(process.pid, 'another machine'), '{"pid"']) {
        await writeFile(lockFile, other);
        assert.equal(await isLockedHere(folder), false);
      }
      await lock?.release();
    }));

  it("is nobody's when its process is gone", () =>
    withFolder(async (folder, lockFile) => {
      await writeFile(lockFile, owner(2 ** 30));
      assert.equal(await isRunLocked(folder), false);
      const lock = await RunLock.take(folder);
      assert.ok(lock);
      await lock.release();
    }));

  it('is taken by one alone of many who find it stale at once', async () => {
    for (let round = 0; round < 20; round++) {
      await withFolder(async (folder, lockFile) => {
        await writeFile(lockFile, owner(2 ** 30));
        const locks = await Promise.all(Array.from({ length: 8 }, () => RunLock.take(folder)));
        const taken = locks.filter((each) => each !== undefined);
        assert.equal(taken.length, 1);
        assert.equal(await RunLock.take(folder), undefined);
        await taken[0]?.release();
        assert.deepEqual(await readdir(folder), []);
      });
    }
  });

  it('is left to another process that is about to take the stale one', () =>
    withFolder(async (folder, lockFile) => {
      await writeFile(lockFile, owner(2 ** 30));
      await writeFile(`${lockFile}.new`, owner(process.pid));
      assert.equal(await RunLock.take(folder), undefined);
      assert.deepEqual(await readdir(folder), ['lock.json', 'lock.json.new']);
    }));

  it('can be taken, the second time, where one died who was about to take it', () =>
    withFolder(async (folder, lockFile) => {
      await writeFile(lockFile, owner(2 ** 30));
      await writeFile(`${lockFile}.new`, owner(2 ** 30));
      assert.equal(await RunLock.take(folder), undefined);
      const lock = await RunLock.take(folder);
      assert.ok(lock);
      await lock.release();
    }));

  it("is nobody's when it was not renewed, whatever process has the number now", () =>
    withFolder(async (folder, lockFile) => {
      await writeFile(lockFile, owner(process.pid));
      const before = new Date(Date.now() - 70_000);
      await utimes(lockFile, before, before);
      assert.equal(await isRunLocked(folder), false);
    }));

  it('is that of another machine as long as it is renewed', () =>
    withFolder(async (folder, lockFile) => {
      await writeFile(lockFile, owner(2 ** 30, 'another'));
      assert.equal(await isRunLocked(folder), true);
    }));

  it("is somebody's while it is being written", () =>
    withFolder(async (folder, lockFile) => {
      await writeFile(lockFile, '{"pid":');
      assert.equal(await RunLock.take(folder), undefined);
    }));
});
