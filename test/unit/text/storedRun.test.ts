import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { FetchRequest } from '../../../src/api.ts';
import { numberColumnNames, textColumns } from '../../../src/core/columns.ts';
import type { ResultsTable } from '../../../src/core/resultsTable.ts';
import { wholeLines } from '../../../src/text/wholeLines.ts';
import { withRun } from '../../support/fetchAll.ts';
import { withServer } from '../../support/fixtureServer.ts';
import { readStoredRun } from '../../support/storedRun.ts';

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gather-stored-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const rowsOf = (table: ResultsTable) =>
  Array.from({ length: table.length }, (_, index) => [
    ...numberColumnNames.map((name) => [name, table.number(name, index)]),
    ...textColumns.map((name) => [name, table.text(name, index)]),
  ]);

describe('a run read back from its folder', () => {
  it('asks for the same, and has the same results', () =>
    withServer(({ origin }) => {
      const requests: FetchRequest[] = [
        { url: `${origin}/item/1` },
        { url: `${origin}/redirect/2#here`, name: 'moved "twice"' },
        { url: `${origin}/echo`, method: 'POST', headers: { 'X-A': 'ä' }, body: 'text \ud800 €' },
        { url: `${origin}/echo`, method: 'PUT', body: Uint8Array.of(0, 255, 10) },
        { url: `${origin}/redirect-to?status=308&url=/item/2` },
        { url: `${origin}/cut-body` },
        { url: `${origin}/status/503`, options: { retries: 0 } },
        { url: 'nothing' },
      ];
      return withRun(requests, { retries: 1 }, async ({ folder, table, results }) => {
        await results;
        const stored = await readStoredRun(folder);
        assert.equal(stored.requests.length, requests.length);
        requests.forEach((request, index) => {
          const { headers, ...rest } = stored.requests.get(index);
          assert.deepEqual({ ...rest, ...(headers && { headers }) }, request);
        });
        assert.deepEqual(rowsOf(stored.table), rowsOf(table));
        const moved = requests.map((_, index) => table.has('moved', index));
        assert.deepEqual(moved, [false, false, false, false, true, false, false, false]);
      });
    }));

  it('knows which requests have lost their secrets', () =>
    withServer(({ origin }) =>
      withRun([`${origin}/item/1?key=a`, `${origin}/item/2?q=a`], {}, async ({ folder, results }) => {
        await results;
        const { requests } = await readStoredRun(folder);
        assert.deepEqual(requests.masked, [0]);
        assert.equal(requests.url(0), `${origin}/item/1?key=•••`);
      }),
    ));

  it('ends where a line is torn, and passes over what is no record', () =>
    withFolder(async (folder) => {
      await writeFile(
        join(folder, 'requests.ndjson'),
        '{"index":0,"url":"https://e.com/0","places":[[9,10,1],[0,3,0]]}\n{"index":1,"url":"https://e.com/1","places":[[4,5,0],[1,2,0,1]]}\n{"index":2,"ur',
      );
      await writeFile(
        join(folder, 'results.ndjson'),
        '    \n\0\0\0\n[]\nnull\n{"index":7,"body":[]}\n{"index":1,',
      );
      const { requests, places, table, extent } = await readStoredRun(folder);
      assert.equal(requests.length, 2);
      assert.deepEqual(
        Array.from({ length: places.length }, (_, nth) => places.at(nth)),
        [
          { row: 0, start: 0, end: 3, line: 0, document: 0 },
          { row: 1, start: 4, end: 5, line: 0, document: 0 },
          { row: 0, start: 9, end: 10, line: 1, document: 0 },
          { row: 1, start: 1, end: 2, line: 0, document: 1 },
        ],
      );
      assert.equal(table.ended, 0);
      const file = await readFile(join(folder, 'results.ndjson'), 'utf8');
      assert.equal(extent.resultsLength, file.lastIndexOf('\n') + 1);
      const asked = await readFile(join(folder, 'requests.ndjson'), 'utf8');
      assert.equal(extent.requests.length, asked.lastIndexOf('\n') + 1);
    }));

  it('is empty where no file is there yet', () =>
    withFolder(async (folder) => {
      const { requests, extent } = await readStoredRun(folder);
      assert.equal(requests.length, 0);
      assert.deepEqual(extent, { resultsLength: 0, requests: { count: 0, length: 0 }, lost: [], elapsed: 0 });
    }));

  it('reads lines that are longer than what is read at once', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'lines');
      const lines = ['a', 'b'.repeat(30), '', 'ü'.repeat(9)].map((line) => `${line}\n`);
      await writeFile(path, lines.join(''));
      await appendFile(path, 'torn');
      let text = '';
      for await (const { offset, bytes } of wholeLines(path, 8)) {
        assert.equal(offset, Buffer.byteLength(text));
        text += bytes.toString();
      }
      assert.equal(text, lines.join(''));
    }));
});
