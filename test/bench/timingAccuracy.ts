// How well the measured phases agree with what a server declares that it did, with the thread that asks idle, and held by
// blocks of 200 ms as a busy extension host is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { noProxies } from '../../src/core/proxySettings.ts';
import { resolveOptions } from '../../src/core/options.ts';
import { RequestList } from '../../src/core/requestList.ts';
import { ResultsTable } from '../../src/core/resultsTable.ts';
import type { FromFetchWorker, ToFetchWorker } from '../../src/core/fetchProtocol.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

const count = 400;
const block = 200;

/** Holds this thread for so many ms. */
function hold(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

const quantile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

async function measure(origin: string, held: boolean): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gather-accuracy-'));
  const worker = new Worker(fileURLToPath(new URL('../../dist/fetchWorker.cjs', import.meta.url)));
  const post = (message: ToFetchWorker) => worker.postMessage(message);
  const urls = Array.from(
    { length: count },
    (_, n) => `${origin}/timed/${20 + (n % 7) * 10}/${10 + (n % 5) * 10}/${n}`,
  );
  const list = RequestList.from(urls);
  const table = new ResultsTable(list);
  const { options } = resolveOptions({ concurrency: 4, concurrencyPerHost: 4 });
  const state = { over: false };
  worker.on('message', (message: FromFetchWorker) => {
    if (message.type === 'batch') table.put(message.batch);
    if (message.type === 'end') state.over = true;
  });
  post({ type: 'start', run: 'a', count, folder, userAgent: 'Gather/bench', options, proxies: noProxies });
  for (const chunk of list.chunks(5000)) post({ type: 'requests', run: 'a', ...chunk });
  while (!state.over) {
    if (held) hold(block);
    await new Promise((resolve) => setTimeout(resolve, held ? 0 : 5));
  }
  await worker.terminate();
  await rm(folder, { recursive: true });

  const errors = { firstByte: [] as number[], download: [] as number[] };
  for (let index = 0; index < count; index++) {
    const result = table.result(index);
    if (result?.outcome !== 'ok') throw new Error(`request ${index}: ${JSON.stringify(result)}`);
    const declared = JSON.parse(result.preview) as { waited: number; rest: number };
    errors.firstByte.push(Math.abs(result.timings.firstByte - declared.waited));
    errors.download.push(Math.abs(result.timings.download - declared.rest));
  }
  for (const [phase, values] of Object.entries(errors)) {
    const figures = [0.5, 0.95].map((share) => `${quantile(values, share).toFixed(2)} ms`);
    console.log(`  ${held ? 'held' : 'idle'}  ${phase.padEnd(10)} median ${figures[0]}, p95 ${figures[1]}`);
  }
}

const program = fileURLToPath(new URL('../support/fixtureServer.ts', import.meta.url));
const server = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
const [line] = (await once(server.stdout, 'data')) as [Buffer];
console.log(`\nDifference between the measured and the declared time, ${count} requests, 4 at once`);
for (const held of [false, true]) await measure(line.toString().trim(), held);
server.kill();
