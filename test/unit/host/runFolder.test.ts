import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { countRecords, firstBytes, findRecord, readBody, readRecord } from '../../../src/host/runFolder.ts';

const records = [
  { index: 12, url: 'https://e.com/12', body: [[0, 5]], details: { headers: [['a', 'ä']] } },
  { index: 1, url: 'https://e.com/"index":2,', body: [], details: { headers: [] } },
  { index: 2, url: 'https://e.com/2', body: [[5, 3]], details: { headers: [] } },
];

async function withRunFolder(use: (folder: string, lines: string[]) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gather-run-'));
  const lines = records.map((record) => `${JSON.stringify(record)}\n`);
  try {
    await writeFile(join(folder, 'bodies'), 'helloabc-tail');
    await writeFile(join(folder, 'results.ndjson'), lines.join(''));
    await use(folder, lines);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe('the folder of a run', () => {
  it('gives a record by its offset and length in bytes', () =>
    withRunFolder(async (folder, lines) => {
      const offset = Buffer.byteLength(lines[0] ?? '');
      const record = await readRecord(folder, [offset, Buffer.byteLength(lines[1] ?? '')]);
      assert.equal(record.index, 1);
    }));

  it('finds a record by its index, and no other that names it', () =>
    withRunFolder(async (folder) => {
      assert.equal((await findRecord(folder, 2))?.url, 'https://e.com/2');
      assert.equal((await findRecord(folder, 12))?.index, 12);
    }));

  it('finds nothing for an index that has no record', () =>
    withRunFolder(async (folder) => assert.equal(await findRecord(folder, 7), undefined)));

  it('counts its records, without those that are blanked or torn', () =>
    withRunFolder(async (folder, lines) => {
      assert.equal(await countRecords(folder), 3);
      const many = lines.join('').repeat(1000);
      await writeFile(join(folder, 'results.ndjson'), `${many}   \n${many}{"index":3,"url":"ht`);
      assert.equal(await countRecords(folder), 6000);
      await rm(join(folder, 'results.ndjson'));
      assert.equal(await countRecords(folder), 0);
    }));

  it('does not count so many records that a list of runs would be late', () =>
    withRunFolder(async (folder, lines) => {
      await writeFile(join(folder, 'results.ndjson'), lines.join('').repeat(30_000));
      assert.equal(await countRecords(folder), undefined);
    }));

  it('gives a body in one piece or in several', () =>
    withRunFolder(async (folder) => {
      assert.equal(text(await readBody(folder, [[5, 3]])), 'abc');
      const pieces = [
        [0, 2],
        [8, 5],
      ] as const;
      assert.equal(text(await readBody(folder, pieces)), 'he-tail');
      assert.equal(text(await readBody(folder, [])), '');
    }));

  it('tells where the first bytes of a body are', () => {
    const pieces = [
      [0, 2],
      [8, 5],
    ] as const;
    assert.deepEqual(firstBytes(pieces, 1), [[0, 1]]);
    assert.deepEqual(firstBytes(pieces, 4), [
      [0, 2],
      [8, 2],
    ]);
    assert.deepEqual(firstBytes(pieces, 99), pieces);
  });

  it('says so when the file is shorter than the body', () =>
    withRunFolder(async (folder) => {
      await assert.rejects(readBody(folder, [[5, 100]]), /the file ends at 13/);
    }));

  it('says so when the files are gone', async () => {
    await assert.rejects(findRecord('/nowhere/at/all', 1), { code: 'ENOENT' });
  });
});
