import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FromFetchWorker, ToFetchWorker } from '../../src/core/fetchProtocol.ts';
import { resolveOptions } from '../../src/core/options.ts';
import { noProxies } from '../../src/core/proxySettings.ts';
import { RequestList } from '../../src/core/requestList.ts';
import { ResultsTable } from '../../src/core/resultsTable.ts';

/** Something that fetches a list of URLs, `concurrency` at once. */
export interface Contestant {
  readonly name: string;
  /** Fetches them all and returns the ms that this took; rejects when any of them was not answered with 200. */
  fetchAll(urls: readonly string[], concurrency: number): Promise<number>;
}

/** Gather's fetch worker with everything recorded: results in a table, bodies and details on disk. */
export const gather: Contestant = {
  name: 'Gather (fetch worker, bodies on disk)',
  async fetchAll(urls, concurrency) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'gather-bench-'));
    const worker = new Worker(fileURLToPath(new URL('../../dist/fetchWorker.cjs', import.meta.url)));
    await once(worker, 'online');
    const post = (message: ToFetchWorker) => worker.postMessage(message);
    try {
      const start = performance.now();
      const list = RequestList.from(urls);
      const table = new ResultsTable(list);
      const { options } = resolveOptions({ concurrency, concurrencyPerHost: concurrency });
      const over = new Promise<void>((resolve) => {
        worker.on('message', (message: FromFetchWorker) => {
          if (message.type === 'batch') table.put(message.batch);
          if (message.type === 'end') resolve();
        });
      });
      post({
        type: 'start',
        run: 'bench',
        count: urls.length,
        folder,
        userAgent: 'Gather/bench',
        options,
        proxies: noProxies,
      });
      for (const chunk of list.chunks(5000)) post({ type: 'requests', run: 'bench', ...chunk });
      await over;
      const took = performance.now() - start;
      const { ok } = table.summary(took);
      if (ok !== urls.length) throw new Error(`${ok} of ${urls.length} are ok`);
      return took;
    } finally {
      await worker.terminate();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** `curl --parallel`, every body thrown away. */
export const curl: Contestant = {
  name: 'curl --parallel, to /dev/null',
  async fetchAll(urls, concurrency) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'gather-curl-'));
    try {
      const config = path.join(folder, 'config');
      await writeFile(config, urls.map((url) => `url = "${url}"\noutput = "/dev/null"`).join('\n'));
      const flags = ['--parallel', '--parallel-immediate', '--parallel-max', String(concurrency)];
      const start = performance.now();
      const process = spawn('curl', ['--silent', '--fail', ...flags, '--config', config], {
        stdio: 'ignore',
      });
      const [code] = (await once(process, 'exit')) as [number | null];
      if (code !== 0) throw new Error(`curl ended with ${code}`);
      return performance.now() - start;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Whether curl can take part on this machine. */
export function hasCurl(): boolean {
  return spawnSync('curl', ['--version']).status === 0;
}
