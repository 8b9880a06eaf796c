import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { FetchDetails, FetchRequest, FetchResult, GatherOptions } from '../../src/api.ts';
import type { Exclusions } from '../../src/core/exclusions.ts';
import { resolveOptions } from '../../src/core/options.ts';
import { noProxies } from '../../src/core/proxySettings.ts';
import { RequestList } from '../../src/core/requestList.ts';
import { detailsOf, type ResultLine } from '../../src/core/runFormat.ts';
import type { RunValues } from '../../src/core/runValues.ts';
import { ResultsTable } from '../../src/core/resultsTable.ts';
import type { Network } from '../../src/net/connectors.ts';
import { FetchRun } from '../../src/net/fetchRun.ts';

const chunkSize = 5000;

/** A run of the fetching floor in this very process, without VS Code and without a worker. */
export interface LocalRun {
  readonly fetchRun: FetchRun;
  /** Where the run's files are. */
  readonly folder: string;
  readonly table: ResultsTable;
  readonly warnings: string[];
  /** Of Gather itself. */
  readonly faults: Error[];
  /** Where the chunks began that the run put off and asked for later. */
  readonly wanted: number[];
  /** Indexes in the order of completion, as far as they have been told. */
  readonly completed: number[];
  /** All results in input order, when the run has ended. */
  readonly results: Promise<FetchResult[]>;
  /** The stored body and details of a request, when the run has ended. */
  stored(index: number): Promise<{ body: Buffer; details: FetchDetails }>;
  /** Resolves when so many have ended. */
  ended(count: number): Promise<void>;
}

/** Runs `body` with a run of these requests, whose folder is removed afterwards. */
export async function withRun<T>(
  requests: readonly (string | FetchRequest)[],
  given: GatherOptions,
  body: (run: LocalRun) => Promise<T>,
  network?: Network,
  values?: RunValues,
  exclusions?: Exclusions,
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gather-run-'));
  const list = RequestList.from(requests);
  const table = new ResultsTable(list);
  const wanted: number[] = [];
  const completed: number[] = [];
  const warnings: string[] = [];
  const faults: Error[] = [];
  const over = Promise.withResolvers<void>();
  const waiting: { count: number; resolve: () => void }[] = [];
  const fetchRun = new FetchRun(
    {
      count: list.length,
      folder,
      userAgent: 'Gather/test',
      options: resolveOptions(given).options,
      proxies: noProxies,
      ...(values && { values }),
      ...(exclusions && { exclusions }),
    },
    {
      batch: (batch) => {
        table.put(batch);
        completed.push(...batch.ended);
        for (const each of waiting) if (table.ended >= each.count) each.resolve();
      },
      wants: (first) => {
        wanted.push(first);
        // As from another thread: later.
        setImmediate(() => fetchRun.add(list.chunk(first, chunkSize)));
      },
      warning: (message) => warnings.push(message),
      fault: (error) => faults.push(error),
      end: () => {
        table.cancelRest();
        over.resolve();
      },
    },
    network,
  );
  for (const chunk of list.chunks(chunkSize)) fetchRun.add(chunk);

  const results = over.promise.then(() =>
    Array.from({ length: list.length }, (_, index) => {
      const result = table.result(index);
      if (!result) throw new Error(`request ${index} has no result`);
      return result;
    }),
  );
  try {
    return await body({
      fetchRun,
      folder,
      table,
      warnings,
      faults,
      wanted,
      completed,
      results,
      ended: (count) =>
        new Promise((resolve) => (table.ended >= count ? resolve() : waiting.push({ count, resolve }))),
      stored: async (index) => {
        await over.promise;
        const records = await readFile(path.join(folder, 'results.ndjson'));
        const offset = table.number('recordOffset', index);
        const line = records.subarray(offset, offset + table.number('recordLength', index)).toString();
        const record = JSON.parse(line) as ResultLine;
        const bodies = record.body.length > 0 ? await readFile(path.join(folder, 'bodies')) : Buffer.alloc(0);
        const pieces = record.body.map(([start, length]) => bodies.subarray(start, start + length));
        return { body: Buffer.concat(pieces), details: detailsOf(record) };
      },
    });
  } finally {
    fetchRun.cancel();
    await over.promise;
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fetches these requests and returns their results, in input order. */
export async function fetchAll(
  requests: readonly (string | FetchRequest)[],
  options: GatherOptions = {},
  network?: Network,
): Promise<FetchResult[]> {
  return await withRun(requests, options, (run) => run.results, network);
}

/** Fetches one request and returns its result. */
export async function fetchOne(
  request: string | FetchRequest,
  options: GatherOptions = {},
  network?: Network,
): Promise<FetchResult> {
  const [result] = await fetchAll([request], options, network);
  if (!result) throw new Error('no result');
  return result;
}
