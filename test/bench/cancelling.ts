import { setTimeout } from 'node:timers/promises';
import { startFixtureProcess } from './benchServer.ts';
import { median } from './compare.ts';
import type { GatherHost } from './contestants/gather.ts';
import { table } from './report.ts';
import { withUrlList } from './urlList.ts';

const count = 10_000;
const rounds = 5;

/** How soon nothing is left at the server when a run is cancelled that waits for all of its answers. */
export async function measureCancelling(host: GatherHost): Promise<string> {
  const rows: string[][] = [];
  for (const concurrency of [100, 1000]) {
    const gone: number[] = [];
    const over: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await using server = await startFixtureProcess();
      await withUrlList(`${server.origin}/hang`, count, async ({ file }) => {
        await host.ask<'start'>({ type: 'start', file, concurrency });
        while ((await server.counts()).inFlight < concurrency) await setTimeout(10);
        const idle = server.idle();
        const { at, milliseconds, cancelled } = await host.ask<'cancel'>({ type: 'cancel' });
        if (cancelled !== count) throw new Error(`${cancelled} of ${count} were cancelled`);
        gone.push(Number((await idle) - BigInt(at)) / 1e6);
        over.push(milliseconds);
      });
    }
    const figures = [gone, over].flatMap((each) => [median(each), Math.max(...each)]);
    rows.push([
      `${concurrency} in flight, ${(count - concurrency).toLocaleString('en')} queued`,
      ...figures.map((figure) => figure.toFixed(1)),
    ]);
    console.log(`  cancelled with ${rows.at(-1)?.join(' | ')}`);
  }
  const head = ['', 'no socket left, median ms', 'max', 'all results there, median ms', 'max'];
  return `### Cancelling ${count.toLocaleString('en')}\n\n${table(head, rows)}`;
}
