import assert from 'node:assert/strict';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { describe, it } from 'node:test';
import { AppendFile } from '../../../src/net/appendFile.ts';

async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gather-append-'));
  try {
    await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const unexpected = (error: unknown) => assert.fail(String(error));

describe('a file that only grows', () => {
  it('holds every piece at the offset that was told, small and large ones mixed', () =>
    withFolder(async (folder) => {
      const file = new AppendFile(path.join(folder, 'f'), unexpected);
      const pieces = Array.from({ length: 400 }, (_, n) => Buffer.alloc((n % 7) ** 6 + 1, n));
      const offsets: (number | undefined)[] = [];
      for (const [n, piece] of pieces.entries()) {
        offsets.push(file.append(piece)?.[0]);
        if (n % 50 === 0) await file.flush();
      }
      await file.close();
      const written = await readFile(path.join(folder, 'f'));
      assert.equal(
        written.length,
        pieces.reduce((sum, piece) => sum + piece.length, 0),
      );
      for (const [n, piece] of pieces.entries()) {
        const offset = offsets[n] ?? -1;
        assert.ok(written.subarray(offset, offset + piece.length).equals(piece), `piece ${n}`);
      }
      assert.equal(file.pendingBytes, 0);
    }));

  it('has in it what was appended before a flush, also while more comes', () =>
    withFolder(async (folder) => {
      const name = path.join(folder, 'f');
      const file = new AppendFile(name, unexpected);
      for (let n = 0; n < 50; n++) {
        const offset = file.append(Buffer.from([n]))?.[0] ?? 0;
        const flushed = file.flush();
        for (let other = 0; other < 3; other++) file.append(Buffer.alloc(100_000 * other, 255));
        await flushed;
        const handle = await open(name);
        const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, offset);
        await handle.close();
        assert.equal(buffer[0], n);
      }
      await file.close();
    }));

  it('gives back the memory of what had to wait', () =>
    withFolder(async (folder) => {
      const before = process.memoryUsage().arrayBuffers;
      const file = new AppendFile(path.join(folder, 'f'), unexpected);
      const piece = Buffer.alloc(200_000);
      for (let n = 0; n < 500; n++) file.append(piece);
      await file.close();
      const kept = process.memoryUsage().arrayBuffers - before;
      assert.ok(kept < 16e6, `${kept} bytes of 100,000,000`);
    }));

  it('takes texts too, and tells how many bytes they have in UTF-8', () =>
    withFolder(async (folder) => {
      const file = new AppendFile(path.join(folder, 'f'), unexpected);
      const texts = ['a', 'ü'.repeat(1000), '', '😀'.repeat(60_000), '€'.repeat(90_000), 'z'.repeat(300_000)];
      const places = texts.map((text) => {
        file.append(Buffer.from([0]));
        return file.append(text);
      });
      await file.close();
      const written = await readFile(path.join(folder, 'f'));
      for (const [n, text] of texts.entries()) {
        const [offset = 0, length = 0] = places[n] ?? [];
        assert.equal(length, Buffer.byteLength(text));
        assert.ok(written.subarray(offset, offset + length).toString() === text, `text ${n}`);
      }
    }));

  it('leaves bytes alone that are changed after they were appended', () =>
    withFolder(async (folder) => {
      const file = new AppendFile(path.join(folder, 'f'), unexpected);
      for (const size of [10, 400_000]) {
        const bytes = Buffer.alloc(size, 1);
        file.append(bytes);
        bytes.fill(2);
      }
      await file.close();
      assert.ok((await readFile(path.join(folder, 'f'))).every((byte) => byte === 1));
    }));

  it('says once that it cannot be written, and takes nothing more', () =>
    withFolder(async (folder) => {
      const errors: unknown[] = [];
      const file = new AppendFile(path.join(folder, 'missing', 'f'), (error) => errors.push(error));
      assert.deepEqual(file.append(Buffer.from('a')), [0, 1]);
      await file.flush();
      assert.equal(file.append(Buffer.from('b')), undefined);
      await file.close();
      assert.equal(errors.length, 1);
      assert.equal(file.pendingBytes, 0);
    }));
});
