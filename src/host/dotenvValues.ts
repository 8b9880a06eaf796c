import { setImmediate } from 'node:timers/promises';
import { mayBeDynamic, referencesIn } from '../core/references.ts';
import type { RequestList } from '../core/requestList.ts';
import { readDotenv } from './dotenv.ts';
import type { RunSource } from './runSource.ts';

const requestsAtOnce = 5000;

/** What names of `.env` files stand for: one that has no value for every document that uses it is not there. */
export interface DotenvValues {
  values: Record<string, string>;
  /** A name that stands for one thing in one document, and for another in another. */
  ambiguous?: string;
}

/** Looks up names in the `.env` files of a run's documents: of each for its own requests. */
export async function dotenvValues(
  names: ReadonlySet<string>,
  requests: RequestList,
  source: RunSource | undefined,
): Promise<DotenvValues> {
  const documents = source?.documents ?? [];
  if (names.size === 0) return { values: {} };
  if (!source || documents.length === 1) return { values: await readDotenv(names, documents[0]) };

  const used = await namesByDocument(requests, source);
  const known = new Map<string, Set<string | undefined>>();
  for (const [document, own] of used) {
    const values = await readDotenv(own, documents[document]);
    for (const name of own) known.set(name, (known.get(name) ?? new Set()).add(values[name]));
  }
  // What only settings use belongs to no document.
  const ofSettings = new Set(Array.from(names).filter((name) => !known.has(name)));
  const values = await readDotenv(ofSettings, undefined);
  for (const [name, found] of known) {
    const [value] = found;
    if (found.size > 1 && !found.has(undefined)) return { values, ambiguous: name };
    if (found.size === 1 && value !== undefined) values[name] = value;
  }
  return { values };
}

async function namesByDocument(
  requests: RequestList,
  { places }: RunSource,
): Promise<Map<number, Set<string>>> {
  const used = new Map<number, Set<string>>();
  for (let row = 0; row < requests.length; row++) {
    if (row % requestsAtOnce === requestsAtOnce - 1) await setImmediate();
    const names = namesIn(requests, row);
    if (names.length === 0) continue;
    for (const { document } of places.ofRow(row)) {
      const own = used.get(document) ?? new Set();
      for (const name of names) own.add(name);
      used.set(document, own);
    }
  }
  return used;
}

function namesIn(requests: RequestList, row: number): string[] {
  if (!requests.hasExtras(row) && !mayBeDynamic(requests.url(row))) return [];
  return referencesIn(JSON.stringify(requests.get(row))).flatMap(({ kind, name }) =>
    kind === 'dotenv' ? [name] : [],
  );
}
