import type { GatherHost } from './contestants/gather.ts';
import { table } from './report.ts';
import { withUrlList } from './urlList.ts';

const count = 10_000;
const rounds = 5;

/** How long other extensions wait for their turn while a run is under way with the panel open. */
export async function measureHostDelay(
  host: GatherHost,
  origin: string,
  concurrency: number,
): Promise<string> {
  const rows = await withUrlList(`${origin}/text/1000`, count, async ({ file }) => {
    const measured: string[][] = [];
    for (let round = 1; round <= rounds; round++) {
      const { milliseconds, hostMilliseconds, p50, p99, max } = await host.ask<'delay'>({
        type: 'delay',
        file,
        concurrency,
      });
      const figures = [p50, p99, max].map((figure) => figure.toFixed(1));
      measured.push([
        `round ${round}`,
        ...figures,
        milliseconds.toFixed(0),
        hostMilliseconds?.toFixed(0) ?? '?',
      ]);
      console.log(`  event-loop delay, ${measured.at(-1)?.join(' | ')}`);
    }
    return measured;
  });
  const head = ['', 'p50 ms', 'p99 ms', 'max ms', 'the run took ms', 'thread busy ms'];
  return `### Event-loop delay of the extension host, ${count.toLocaleString('en')} × 1 kB with the panel open\n\n${table(head, rows)}`;
}
