import { execFile, spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Entry, Measured } from '../contestant.ts';

const program = fileURLToPath(new URL('aiohttpGather.py', import.meta.url));
const versions = 'import aiohttp, platform; print(platform.python_version(), aiohttp.__version__)';

/** The gather of asyncio and aiohttp, where a Python has them: the one PYTHON names, or one that is usually there. */
export function findAiohttp(): Entry {
  for (const python of [process.env['PYTHON'], 'python3', '/usr/bin/python3', 'python']) {
    if (python === undefined) continue;
    const { status, stdout } = spawnSync(python, ['-c', versions], { encoding: 'utf8' });
    if (status !== 0) continue;
    const [version, aiohttp] = stdout.trim().split(' ');
    return {
      contestant: {
        id: 'aiohttp',
        name: `asyncio.gather, aiohttp ${aiohttp}, Python ${version}`,
        async fetchAll({ file, count }, concurrency, signal) {
          const result = await promisify(execFile)(python, [program, file, String(concurrency)], { signal });
          const { ok, ...measured } = JSON.parse(result.stdout) as Measured & { ok: number };
          if (ok !== count) throw new Error(`aiohttp: ${ok} of ${count} are ok`);
          return measured;
        },
      },
    };
  }
  return { missing: 'no Python here has aiohttp' };
}
