import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { runSuite, suiteLog } from '../../support/runSuite.ts';
import type { Contestant } from '../contestant.ts';
import type { Answers, Job, Reply } from '../driven/jobs.ts';

/** A VS Code whose extension host does what it is asked to with Gather. */
export interface GatherHost extends AsyncDisposable {
  ask<Type extends Job['type']>(job: Extract<Job, { type: Type }>): Promise<Answers[Type]>;
}

/** Starts a VS Code with the bundles as they are. */
export async function startGatherHost(): Promise<GatherHost> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const lines: string[] = [];
  const suite = runSuite({
    suite: 'test/bench/driven',
    desktop: false,
    environment: { GATHER_BENCH_PORT: String((server.address() as AddressInfo).port) },
    minutes: 120,
    print: (line) => lines.push(line),
  });
  const died = suite.then(
    () => Promise.reject(new Error(`VS Code ended early; its log: ${suiteLog}`)),
    (error: unknown) =>
      Promise.reject(new Error(`${lines.join('\n')}\n${String(error)}; its log: ${suiteLog}`)),
  );
  // It is raced against where somebody waits.
  died.catch(() => undefined);
  const [socket] = (await Promise.race([once(server, 'connection'), died])) as [Socket];
  const answers = createInterface(socket)[Symbol.asyncIterator]();
  return {
    async ask<Type extends Job['type']>(job: Extract<Job, { type: Type }>) {
      socket.write(`${JSON.stringify(job)}\n`);
      const { value } = await Promise.race([answers.next(), died]);
      const reply = JSON.parse(String(value)) as Reply<Type>;
      if ('error' in reply) throw new Error(`Gather: ${reply.error}`);
      return reply.answer;
    },
    async [Symbol.asyncDispose]() {
      socket.end();
      server.close();
      await suite;
    },
  };
}

/** Gather in that VS Code: results in its table and as an array, bodies and records on disk, views listening. */
export function gatherIn(host: GatherHost): Contestant {
  return {
    id: 'gather',
    name: 'Gather in VS Code, all on disk',
    async fetchAll({ file, count }, concurrency) {
      const { ok, ...measured } = await host.ask<'fetch'>({ type: 'fetch', file, concurrency });
      if (ok !== count) throw new Error(`Gather: ${ok} of ${count} are ok`);
      return measured;
    },
  };
}
