import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Contestant, Entry } from '../contestant.ts';
import { peakIn } from '../peakMemory.ts';
import { writeLines } from '../urlList.ts';

const flags = ['--silent', '--fail', '--parallel', '--parallel-immediate'];

/** `curl --parallel`, every body thrown away. Its start and the reading of its list count, since nothing tells them apart. */
const curl: Contestant = {
  id: 'curl',
  name: 'curl --parallel, bodies to /dev/null',
  async fetchAll({ file, count, prefix }, concurrency, signal) {
    const config = `${file}.curl`;
    try {
      await writeLines(config, count, (n) => `url = "${prefix}/${n}"\noutput = "/dev/null"`);
      const start = performance.now();
      const child = spawn('curl', [...flags, '--parallel-max', String(concurrency), '--config', config], {
        stdio: 'ignore',
        signal,
      });
      const memory = watchChild(child.pid);
      const [code] = (await once(child, 'exit').finally(() => memory.end())) as [number | null];
      const milliseconds = performance.now() - start;
      if (code !== 0) throw new Error(`curl ended with ${code}`);
      return { milliseconds, peakMegabytes: memory.peakMegabytes(), bytes: undefined };
    } finally {
      await rm(config, { force: true });
    }
  },
};

/** Reads the peak of another process until that is gone; only Linux tells it. */
function watchChild(pid: number | undefined): { end(): void; peakMegabytes(): number | undefined } {
  let peak: number | undefined;
  const sample = () => {
    try {
      peak = peakIn(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? peak;
    } catch {
      // Gone, or not on Linux.
    }
  };
  const timer = setInterval(sample, 20);
  return {
    end: () => clearInterval(timer),
    peakMegabytes: () => (peak === undefined ? undefined : peak / 1e6),
  };
}

/** curl, where it is installed. */
export function findCurl(): Entry {
  const { status, stdout } = spawnSync('curl', ['--version'], { encoding: 'utf8' });
  if (status !== 0) return { missing: 'curl is not installed' };
  const [, version = '?'] = /^curl (\S+)/.exec(stdout) ?? [];
  return { contestant: { ...curl, name: `curl ${version} --parallel, to /dev/null` } };
}
