import type { BenchCase } from './cases.ts';
import type { Contestant, Measured } from './contestant.ts';
import type { UrlList } from './urlList.ts';

/** What the rounds of one contestant came to. */
export interface Row {
  readonly contestant: Contestant;
  readonly rounds: Measured[];
  /** Why it is out. */
  failure?: string;
}

const minutes = 20;

/**
 * Lets the contestants fetch the list in turn, round for round, so that whatever else the machine does falls on all
 * alike. One that fails is out, and the others go on.
 */
export async function compare(
  bench: BenchCase,
  contestants: readonly Contestant[],
  list: UrlList,
  concurrency: number,
): Promise<Row[]> {
  console.log(`\n${bench.title}`);
  const rows: Row[] = contestants.map((contestant) => ({ contestant, rounds: [] }));
  for (let round = 1; round <= bench.rounds; round++) {
    for (const row of rows) {
      const { contestant } = row;
      if (row.failure !== undefined || (round > 1 && contestant.slow && list.count >= 100_000)) continue;
      try {
        const measured = await contestant.fetchAll(list, concurrency, AbortSignal.timeout(minutes * 60_000));
        checkBytes(measured, bench);
        row.rounds.push(measured);
        console.log(`  round ${round}: ${contestant.name}: ${say(measured)}`);
      } catch (error) {
        row.failure = error instanceof Error ? error.message : String(error);
        console.log(`  round ${round}: ${contestant.name} is out: ${row.failure}`);
      }
    }
  }
  return rows;
}

function checkBytes({ bytes }: Measured, bench: BenchCase): void {
  if (bytes === undefined || bench.bytes === undefined) return;
  const expected = bench.bytes * bench.count;
  if (bytes !== expected) throw new Error(`it read ${bytes} bytes instead of ${expected}`);
}

function say({ milliseconds, peakMegabytes, hostMilliseconds }: Measured): string {
  const parts = [`${milliseconds.toFixed(0)} ms`];
  if (peakMegabytes !== undefined) parts.push(`+${peakMegabytes.toFixed(0)} MB`);
  if (hostMilliseconds !== undefined) parts.push(`host thread busy ${hostMilliseconds.toFixed(0)} ms`);
  return parts.join(', ');
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = NaN, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}
