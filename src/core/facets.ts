import type { FailureKind } from '../api.ts';
import { type ComparedRuns, entryCount, locate } from './comparedRuns.ts';
import { failureKinds } from './failureKinds.ts';
import { hostOf } from './hostOf.ts';

/** What there is to choose from in a run, each with how many rows have it. */
export interface Facets {
  /** In ascending order. */
  readonly statuses: readonly (readonly [status: number, count: number])[];
  /** In the order of `failureKinds`. */
  readonly kinds: readonly (readonly [kind: FailureKind, count: number])[];
  /** The most frequent ones, those with the most rows first. */
  readonly hosts: readonly (readonly [host: string, count: number])[];
}

/** More hosts than these are no choice any more: the text finds them. */
const mostHosts = 200;
const rowsAtOnce = 256;

/** Counts what there is to choose from, with pauses like `orderRows`. */
export function* countFacets(runs: ComparedRuns): Generator<undefined, Facets> {
  const length = entryCount(runs);
  const statuses = new Map<number, number>();
  const kinds = new Map<number, number>();
  const hosts = new Map<string, number>();
  for (let entry = 0; entry < length; entry++) {
    const { run, row } = locate(runs, entry);
    add(statuses, run.table.number('status', row));
    add(kinds, run.table.number('failureKind', row));
    add(hosts, hostOf(run.table.requests.url(row)));
    if (entry % rowsAtOnce === rowsAtOnce - 1) yield undefined;
  }
  statuses.delete(0);
  hosts.delete('');
  return {
    statuses: [...statuses].sort(([a], [b]) => a - b),
    kinds: failureKinds.flatMap((kind, code) => {
      const count = kinds.get(code + 1);
      return count === undefined ? [] : [[kind, count] as const];
    }),
    hosts: [...hosts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, mostHosts),
  };
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
