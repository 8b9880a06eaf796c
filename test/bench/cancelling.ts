import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { startFixtureProcess } from './benchServer.ts';
import { median } from './compare.ts';
import type { GatherHost } from './contestants/gather.ts';
import { countConnectionsTo, noConnectionsTo, systemTellsConnections } from './openConnections.ts';
import { table } from './report.ts';
import { withUrlList } from './urlList.ts';

const count = 10_000;
const rounds = 5;

/**
 * How soon nothing is left when a run is cancelled that waits for all of its answers: no connection that Gather holds open, as the
 * system knows them, and none that the server knows of, which is busy with their ends for a while.
 */
export async function measureCancelling(host: GatherHost): Promise<string> {
  const rows: string[][] = [];
  for (const concurrency of [100, 1000]) {
    const closed: number[] = [];
    const gone: number[] = [];
    const over: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await using server = await startFixtureProcess();
      await withUrlList(`${server.origin}/hang`, count, async ({ file }) => {
        await host.ask<'start'>({ type: 'start', file, concurrency });
        while ((await server.counts()).inFlight < concurrency) await setTimeout(10);
        const port = Number(new URL(server.origin).port);
        if (systemTellsConnections) assert.ok((await countConnectionsTo(port)) >= concurrency);
        const idle = server.idle();
        const free = systemTellsConnections ? noConnectionsTo(port) : undefined;
        const { at, milliseconds, cancelled } = await host.ask<'cancel'>({ type: 'cancel' });
        if (cancelled !== count) throw new Error(`${cancelled} of ${count} were cancelled`);
        if (free) closed.push(Number((await free) - BigInt(at)) / 1e6);
        gone.push(Number((await idle) - BigInt(at)) / 1e6);
        over.push(milliseconds);
      });
    }
    const figures = [closed, gone, over].flatMap((each) =>
      each.length === 0 ? ['?', '?'] : [median(each), Math.max(...each)].map((ms) => ms.toFixed(1)),
    );
    rows.push([`${concurrency} in flight, ${(count - concurrency).toLocaleString('en')} queued`, ...figures]);
    console.log(`  cancelled with ${rows.at(-1)?.join(' | ')}`);
  }
  const head = [
    '',
    'no socket left, median ms',
    'max',
    'none at the server, median ms',
    'max',
    'all results there, median ms',
    'max',
  ];
  return `### Cancelling ${count.toLocaleString('en')}\n\n${table(head, rows)}`;
}
