import type { GatherOptions } from '../api.ts';
import { type ResolvedOptions, resolveOptions } from './options.ts';

const ofRun = ['concurrency', 'concurrencyPerHost'] as const;

/**
 * The options of a run of documents that say something of the run as a whole. One alone is obeyed; of several, each may
 * lower what holds for all, and none may raise it.
 */
export function documentOptions(
  base: ResolvedOptions,
  ofDocuments: readonly GatherOptions[],
): ResolvedOptions {
  const [first = {}, ...others] = ofDocuments;
  if (others.length === 0) return resolveOptions(first, base).options;
  const options = { ...base };
  for (const own of ofDocuments) {
    for (const name of ofRun) options[name] = Math.min(options[name], own[name] ?? Infinity);
  }
  return options;
}
