// Compares Gather with its peers in one run on the same server: `npm run bench`, or a quick look at some sizes,
// `npm run bench -- 10000 1000x100` (of 100 kB); `--million` adds a million URLs, `--only gather,curl` leaves the others out.
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { build } from '../support/build.ts';
import { type BenchServer, startBenchServer, startWaitingProcess } from './benchServer.ts';
import { measureCancelling } from './cancelling.ts';
import { type BenchCase, chooseCases } from './cases.ts';
import { compare } from './compare.ts';
import type { Entry } from './contestant.ts';
import { findAiohttp } from './contestants/aiohttp.ts';
import { findCurl } from './contestants/curl.ts';
import { gatherIn, startGatherHost } from './contestants/gather.ts';
import { nodeContestants } from './contestants/node.ts';
import { measureHostDelay } from './hostDelay.ts';
import { machine } from './machine.ts';
import { caseReport } from './report.ts';
import { withUrlList } from './urlList.ts';

const concurrency = 100;
/** A window that has just opened is busy with itself; people's has been open for a while. */
const settleMilliseconds = 5000;

const { values, positionals } = parseArgs({
  options: {
    million: { type: 'boolean', default: false },
    only: { type: 'string' },
    rounds: { type: 'string' },
  },
  allowPositionals: true,
});
const cases = chooseCases(positionals, values.million);
const wanted = values.only?.split(',');

const entries: Entry[] = [
  findCurl(),
  findAiohttp(),
  ...nodeContestants.map((contestant) => ({ contestant })),
];
const peers = entries.flatMap((entry) => ('contestant' in entry ? entry.contestant : []));
const missing = entries.flatMap((entry) => ('missing' in entry ? entry.missing : []));
for (const reason of missing) console.log(`Left out: ${reason}.`);

/** One case, in a VS Code of its own, so that none inherits the memory of another. */
async function runCase(bench: BenchCase, server: BenchServer): Promise<string> {
  await using host = await startGatherHost();
  const takesPart = ({ id }: { id: string }) =>
    (bench.only?.includes(id) ?? true) && (wanted?.includes(id) ?? true);
  await setTimeout(settleMilliseconds);
  const contestants = [gatherIn(host), ...peers].filter(takesPart);
  const path = bench.latency === undefined ? `text/${bench.bytes}` : `delay/${bench.latency}`;
  const rounds = Number(values.rounds ?? bench.rounds);
  return await withUrlList(`${server.origin}/${path}`, bench.count, async (list) =>
    caseReport(bench, concurrency, await compare({ ...bench, rounds }, contestants, list, concurrency)),
  );
}

/** What concerns Gather alone; gives what VS Code says that it is. */
async function lookAtGather(server: BenchServer, reports: string[]): Promise<string> {
  await using host = await startGatherHost();
  const { vscode, node } = await host.ask<'versions'>({ type: 'versions' });
  const version = `VS Code ${vscode} with Node ${node} in the extension host`;
  console.log(machine([version, server.name]));
  if (positionals.length === 0) {
    await setTimeout(settleMilliseconds);
    reports.push(await measureHostDelay(host, server.origin, concurrency));
    reports.push(await measureCancelling(host));
  }
  return version;
}

build('--production');
await using server = await startBenchServer([1000, ...cases.flatMap(({ bytes = [] }) => bytes)]);
const reports: string[] = [];
const version = await lookAtGather(server, reports);
try {
  for (const bench of cases) {
    if (bench.latency === undefined) {
      reports.push(await runCase(bench, server));
    } else {
      await using slow = await startWaitingProcess();
      reports.push(await runCase(bench, slow));
    }
  }
} finally {
  // Also when a case breaks: what came before it took minutes.
  const day = new Date().toISOString().slice(0, 10);
  const setting = `${concurrency} at once, all to one host: ${server.name} (answers that wait: a server of the bench's own).`;
  const left = missing.map((reason) => ` Left out: ${reason}.`).join('');
  console.log(`\n${day}: ${machine([version])}. ${setting}${left}\n\n${reports.join('\n\n')}`);
}
