// Compares Gather with its peers in one run on the same server: `npm run bench`, or `npm run bench -- 10000 100000`.
import os from 'node:os';
import process from 'node:process';
import { startBenchServer } from './benchServer.ts';
import { type Contestant, curl, gather, hasCurl } from './contestants.ts';

const concurrency = 100;
const rounds = 5;

const sizes = process.argv.slice(2).map(Number);
if (sizes.length === 0) sizes.push(1000, 10_000);

const contestants: Contestant[] = hasCurl() ? [gather, curl] : [gather];
await using server = await startBenchServer();

console.log(
  `Node ${process.versions.node}, ${os.availableParallelism()} cores, ${server.name}, 1 kB a body, ` +
    `${concurrency} at once, median of ${rounds} rounds`,
);
for (const count of sizes) {
  const urls = Array.from({ length: count }, (_, n) => `${server.origin}/${n}`);
  const times = contestants.map((): number[] => []);
  // In turn, so that whatever else the machine does falls on all alike.
  for (let round = 0; round < rounds; round++) {
    for (const [n, contestant] of contestants.entries()) {
      times[n]?.push(await contestant.fetchAll(urls, concurrency));
    }
  }
  const medians = times.map(median);
  const [own = 0] = medians;
  console.log(`\n${count.toLocaleString('en')} URLs`);
  for (const [n, { name }] of contestants.entries()) {
    const took = medians[n] ?? 0;
    const rate = Math.round(count / (took / 1000)).toLocaleString('en');
    console.log(
      `  ${name.padEnd(40)} ${took.toFixed(0).padStart(7)} ms ${rate.padStart(8)}/s  ${(took / own).toFixed(2)} of Gather's time`,
    );
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
