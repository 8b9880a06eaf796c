import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Contestant, Measured } from '../contestant.ts';
import type { Fetched } from './nodeTasks.ts';

const program = fileURLToPath(new URL('nodeProcess.ts', import.meta.url));
const require = createRequire(import.meta.url);

/** The exact version that package.json asks for. */
function versionOf(name: string): string {
  const { dependencies, devDependencies } = require('../../../package.json') as Record<
    'dependencies' | 'devDependencies',
    Record<string, string> | undefined
  >;
  return `${name} ${dependencies?.[name] ?? devDependencies?.[name]}`;
}

function inNode(id: string, name: string, slow = true): Contestant {
  return {
    id,
    name,
    slow,
    async fetchAll({ file, count }, concurrency, signal) {
      const child = fork(program, [id, file, String(concurrency)], { signal });
      const failed = once(child, 'exit').then(([code]) => {
        throw new Error(`${name} ended with ${code}`);
      });
      const message = once(child, 'message') as Promise<[Fetched & Measured]>;
      const [{ ok, ...measured }] = await Promise.race([message, failed]);
      await failed.catch(() => undefined);
      if (ok !== count) throw new Error(`${name}: ${ok} of ${count} are ok`);
      return measured;
    },
  };
}

/** What people write or install in Node, and what undici itself can do: the bound of what Gather can reach with it. */
export const nodeContestants: readonly Contestant[] = [
  inNode('undici', `${versionOf('undici')} alone, Agent.dispatch, nothing kept`, false),
  inNode('fetch', `fetch of Node ${process.versions.node}, ${versionOf('p-map')}`),
  inNode('got', `${versionOf('got')}, ${versionOf('p-map')}`),
  inNode('linkinator', versionOf('linkinator')),
];
