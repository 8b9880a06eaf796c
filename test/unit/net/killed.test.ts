import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { resolveOptions } from '../../../src/core/options.ts';
import { noProxies } from '../../../src/core/proxySettings.ts';
import type { RequestList } from '../../../src/core/requestList.ts';
import { FetchRun } from '../../../src/net/fetchRun.ts';
import { earlierPart, readStoredRun, type StoredRun } from '../../support/storedRun.ts';

const count = 800;
const bodyOf = (name: string) => `body of ${name}, `.repeat(1 + (Number(name) % 40));

/** A server that knows what it was asked for. */
let server: http.Server;
let origin: string;
const asked: string[] = [];
before(async () => {
  server = http.createServer((request, response) => {
    const name = request.url?.slice(1) ?? '';
    asked.push(name);
    response.end(bodyOf(name));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gather-killed-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fetches in a process that is killed so many ms after it has shown something; gives the indexes that it had shown. */
async function fetchAndKill(folder: string, milliseconds: number): Promise<number[]> {
  const program = fileURLToPath(new URL('../../support/killedRun.ts', import.meta.url));
  const child = spawn(process.execPath, [program, folder, origin, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let shown = '';
  const closed = new Promise((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      shown += text.toString();
      resolve();
    });
    child.once('close', resolve);
  });
  await setTimeout(milliseconds);
  child.kill('SIGKILL');
  await closed;
  // What was being written when it was killed has no line end.
  const lines = shown.slice(0, shown.lastIndexOf('\n') + 1).split('\n');
  return lines.flatMap((line) => line.split(' ').filter(Boolean).map(Number));
}

/** Goes on with what is stored or, where more is known of what was asked for, with all of that. */
async function resume(folder: string, known?: RequestList): Promise<void> {
  const stored = await readStoredRun(folder, { wholeOnly: true });
  const requests = known ?? stored.requests;
  const { promise, resolve } = Promise.withResolvers<void>();
  const run = new FetchRun(
    {
      count: requests.length,
      folder,
      userAgent: 'Gather/test',
      options: resolveOptions({}).options,
      proxies: noProxies,
      earlier: earlierPart(stored, requests.length),
    },
    {
      batch: () => undefined,
      wants: () => assert.fail(),
      warning: assert.fail,
      fault: assert.fail,
      end: resolve,
    },
  );
  for (const chunk of requests.chunks(500)) run.add(chunk);
  await promise;
}

const endedOf = ({ table }: StoredRun) => Array.from({ length: table.ended }, (_, nth) => table.endedAs(nth));
const sorted = (indexes: Iterable<number>) => [...indexes].sort((one, other) => one - other);

async function assertBodies(folder: string, { table }: StoredRun, indexes: readonly number[]): Promise<void> {
  const bodies = await readFile(path.join(folder, 'bodies'));
  for (const index of indexes) {
    const offset = table.number('bodyOffset', index);
    const body = bodies.subarray(offset, offset + table.number('bodyBytes', index)).toString();
    assert.equal(body, bodyOf(String(index)), `body ${index}`);
    assert.equal(table.result(index)?.outcome, 'ok');
  }
}

async function assertComplete(folder: string): Promise<void> {
  const stored = await readStoredRun(folder);
  const all = Array.from({ length: count }, (_, index) => index);
  assert.deepEqual(sorted(endedOf(stored)), all);
  await assertBodies(folder, stored, all);
  const lines = (await readFile(path.join(folder, 'results.ndjson'), 'utf8')).split('\n');
  assert.equal(lines.filter((line) => line.trim() !== '').length, count, 'each once');
}

describe('a run whose process is killed', () => {
  for (let round = 1; round <= 20; round++) {
    const milliseconds = Math.floor(Math.random() * 150);
    it(`has kept all that it had shown, and goes on with the rest (${round}, after ${milliseconds} ms)`, () =>
      withFolder(async (folder) => {
        const shown = await fetchAndKill(folder, milliseconds);
        const stored = await readStoredRun(folder);
        const ended = new Set(endedOf(stored));
        assert.ok(shown.length > 0, 'something was shown');
        assert.deepEqual(
          shown.filter((index) => !ended.has(index)),
          [],
        );
        assert.equal(stored.requests.length, count);
        await assertBodies(folder, stored, endedOf(stored));

        asked.length = 0;
        await resume(folder);
        const missing = stored.requests.length - ended.size;
        assert.equal(asked.length, missing, 'only what was missing is asked for');
        assert.ok(asked.every((name) => !ended.has(Number(name))));
        await assertComplete(folder);
      }));
  }

  it('goes on where a line is torn, and where bodies are lost', () =>
    withFolder(async (folder) => {
      await fetchAndKill(folder, 30);
      await appendFile(path.join(folder, 'results.ndjson'), '{"index":799,"outco');
      const { length } = await readFile(path.join(folder, 'bodies'));
      await truncate(path.join(folder, 'bodies'), length - 2000);
      const { extent } = await readStoredRun(folder);
      assert.ok(extent.lost.length > 0);
      await resume(folder);
      await assertComplete(folder);
    }));

  it('stores what of its requests was not stored, where that is known', () =>
    withFolder(async (folder) => {
      await fetchAndKill(folder, 30);
      const file = path.join(folder, 'requests.ndjson');
      const whole = await readFile(file, 'utf8');
      const { requests } = await readStoredRun(folder);
      await truncate(path.join(folder, 'results.ndjson'), 0);
      // In the middle of a line, and of a chunk.
      await truncate(file, whole.indexOf('{"index":700,') + 5);
      assert.equal((await readStoredRun(folder)).requests.length, 700);
      await resume(folder, requests);
      assert.equal(await readFile(file, 'utf8'), whole);
      await assertComplete(folder);
    }));

  it('is complete at once where nothing is missing', () =>
    withFolder(async (folder) => {
      await fetchAndKill(folder, 30);
      await resume(folder);
      asked.length = 0;
      await resume(folder);
      assert.deepEqual(asked, []);
      await assertComplete(folder);
    }));
});
