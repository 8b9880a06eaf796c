// Gather as another extension uses it, in the real extension host, doing what the bench asks for until that hangs up.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import process from 'node:process';
import { createInterface } from 'node:readline';
import v8 from 'node:v8';
import vm from 'node:vm';
import * as vscode from 'vscode';
import type { GatherApi, GatherRun } from '../../../src/api.ts';
import { watchMemory } from '../peakMemory.ts';
import type { Answers, Job } from './jobs.ts';

let api: GatherApi;
let started: GatherRun | undefined;
/** Resident bytes before the first run: what stays from earlier runs counts as growth, not as what was there. */
let before: number | undefined;
let list: { file: string; urls: string[] } | undefined;

v8.setFlagsFromString('--expose-gc');
const gc = vm.runInNewContext('gc') as (how: { flavor: 'last-resort' }) => void;
/** Also gives the room of what has just been made back, most of which the check of the last round's results has filled. */
const collectGarbage = () => gc({ flavor: 'last-resort' });

function read(file: string): readonly string[] {
  if (list?.file !== file) list = { file, urls: readFileSync(file, 'utf8').trimEnd().split('\n') };
  return list.urls;
}

async function fetchAll({ file, concurrency }: { file: string; concurrency: number }) {
  const urls = read(file);
  collectGarbage();
  const memory = watchMemory();
  before ??= memory.before;
  const busy = performance.eventLoopUtilization();
  const start = performance.now();
  const run = api.gather(urls, { concurrency, concurrencyPerHost: concurrency });
  await run.results;
  const milliseconds = performance.now() - start;
  const hostMilliseconds = performance.eventLoopUtilization(busy).active;
  const peakMegabytes = (memory.end() - before) / 1e6;
  let ok = 0;
  let bytes = 0;
  // One by one: an element of `results` that was touched stays, and would count as the next round's memory.
  for await (const { outcome, status, bodyBytes } of run) {
    if (outcome === 'ok' && status === 200) ok += 1;
    bytes += bodyBytes;
  }
  return { milliseconds, hostMilliseconds, peakMegabytes, ok, bytes };
}

type Doing = { [Type in Job['type']]: (job: Extract<Job, { type: Type }>) => Promise<Answers[Type]> };

const doing: Doing = {
  async versions() {
    return { vscode: vscode.version, node: process.versions.node };
  },

  fetch: fetchAll,

  async delay(job) {
    await vscode.commands.executeCommand('gather.showResults');
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const measured = await fetchAll(job);
    delay.disable();
    const [p50, p99] = [50, 99].map((percentile) => delay.percentile(percentile) / 1e6);
    return { ...measured, p50: p50 ?? NaN, p99: p99 ?? NaN, max: delay.max / 1e6 };
  },

  async start({ file, concurrency }) {
    started = api.gather(read(file), { concurrency, concurrencyPerHost: concurrency });
    return null;
  },

  async cancel() {
    assert.ok(started, 'no run was started');
    const at = process.hrtime.bigint();
    const start = performance.now();
    started.cancel();
    const results = await started.results;
    const milliseconds = performance.now() - start;
    const cancelled = results.filter(({ outcome }) => outcome === 'cancelled').length;
    return { at: String(at), milliseconds, cancelled };
  },
};

suite('what the bench asks for', function () {
  this.timeout(0);

  test('is done until it hangs up', async () => {
    const extension = vscode.extensions.getExtension<GatherApi>('gather.gather-urls');
    assert.ok(extension);
    api = await extension.activate();
    const socket = net.connect(Number(process.env['GATHER_BENCH_PORT']), '127.0.0.1');
    for await (const line of createInterface(socket)) {
      const job = JSON.parse(line) as Job;
      const reply = await (doing[job.type] as (job: Job) => Promise<unknown>)(job).then(
        (answer) => ({ answer }),
        (error: unknown) => ({ error: String(error) }),
      );
      socket.write(`${JSON.stringify(reply)}\n`);
    }
  });
});
