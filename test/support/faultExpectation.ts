import assert from 'node:assert/strict';
import type { FailureKind, FetchResult, GatherOptions, Outcome, Phase } from '../../src/api.ts';
import type { Network } from '../../src/net/connectors.ts';
import { withRun } from './fetchAll.ts';
import type { FaultServer } from './faultServer.ts';

/** What is to become of a request; what is absent is not looked at, but for a failure, which is then not to be. */
export interface Expectation {
  outcome: Outcome;
  status?: number;
  kind?: FailureKind;
  phase?: Phase;
  code?: string;
  message?: RegExp;
  truncated?: true;
  attempts?: number;
  hops?: number;
  bodyBytes?: number;
  /** The body that was kept. */
  kept?: string | RegExp;
  charset?: string;
  characters?: number;
  title?: string | undefined;
  preview?: string;
}

/** A row of a table of faults: `path` is asked of a fault server. */
export type FaultCase = readonly [path: string, options: GatherOptions, expected: Expectation];

/** Fetches a path of a fault server, and compares what became of it. */
export async function assertFault(
  server: FaultServer,
  [path, options, expected]: FaultCase,
  network?: Network,
): Promise<void> {
  await withRun(
    [server.origin + path],
    options,
    async (run) => {
      const [result] = await run.results;
      assert.ok(result);
      assertExpected(result, expected);
      if (expected.kept !== undefined) {
        const body = (await run.stored(0)).body.toString('latin1');
        if (typeof expected.kept === 'string') assert.equal(body, expected.kept);
        else assert.match(body, expected.kept);
      }
    },
    network,
  );
}

/** Compares a result with what is expected of it. */
export function assertExpected(result: FetchResult, expected: Expectation): void {
  const { kind, phase, code, message, kept: _, ...rest } = expected;
  const told = JSON.stringify(result);
  const actual = Object.fromEntries(Object.keys(rest).map((key) => [key, result[key as keyof FetchResult]]));
  assert.deepEqual(actual, rest, told);
  assert.equal(result.failure?.kind, kind, told);
  if (phase) assert.equal(result.failure?.phase, phase, told);
  if (code) assert.equal(result.failure?.code, code, told);
  if (message) assert.match(result.failure?.message ?? '', message);
  // A sentence that a person can do something with.
  if (kind) assert.match(result.failure?.message ?? '', /^.{20,}\.$/);
}
