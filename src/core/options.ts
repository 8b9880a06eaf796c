import type { GatherOptions } from '../api.ts';
import { parseAcceptStatus } from './acceptStatus.ts';

/** Options with every value present and within its limits. */
export type ResolvedOptions = Required<GatherOptions>;

/** What holds where neither a caller nor a setting says otherwise. */
export const defaultOptions: ResolvedOptions = {
  mode: 'fetch',
  concurrency: 100,
  concurrencyPerHost: 10,
  requestsPerSecond: 0,
  timeout: 30_000,
  retries: 2,
  maxRedirects: 10,
  maxBodyBytes: 20 * 1024 * 1024,
  headers: {},
  hostHeaders: {},
  params: {},
  acceptStatus: '200-399',
};

/** Limits of the options that are whole numbers, both ends included. */
export const optionLimits = {
  concurrency: { minimum: 1, maximum: 1000 },
  concurrencyPerHost: { minimum: 1, maximum: 1000 },
  requestsPerSecond: { minimum: 0, maximum: 1000 },
  timeout: { minimum: 1, maximum: 3_600_000 },
  retries: { minimum: 0, maximum: 20 },
  maxRedirects: { minimum: 0, maximum: 100 },
  maxBodyBytes: { minimum: 0, maximum: 1024 * 1024 * 1024 },
} as const;

/** Options to use, and a sentence for each value that could not be used as it was. */
export interface OptionsCheck {
  options: ResolvedOptions;
  problems: string[];
}

/** Lays options over defaults: absent values are filled in, numbers out of range clamped, unusable values replaced, each said. */
export function resolveOptions(
  given: GatherOptions,
  defaults: ResolvedOptions = defaultOptions,
): OptionsCheck {
  const problems: string[] = [];
  const options: ResolvedOptions = { ...defaults };

  for (const name of Object.keys(optionLimits) as (keyof typeof optionLimits)[]) {
    const value: unknown = given[name];
    if (value === undefined) continue;
    const { minimum, maximum } = optionLimits[name];
    if (typeof value !== 'number' || Number.isNaN(value)) {
      problems.push(`${name} is not a number; using ${defaults[name]}.`);
      continue;
    }
    options[name] = Math.min(maximum, Math.max(minimum, Math.round(value)));
    if (options[name] !== value) {
      problems.push(
        `${name} is ${value}; using ${options[name]} (from ${minimum} to ${maximum}, whole numbers).`,
      );
    }
  }

  for (const name of ['headers', 'params'] as const) {
    if (given[name] !== undefined) options[name] = readStrings(name, given[name], problems) ?? defaults[name];
  }
  if (given.hostHeaders !== undefined) {
    const hosts = readObject('hostHeaders', given.hostHeaders, problems);
    if (hosts) {
      options.hostHeaders = Object.fromEntries(
        Object.entries(hosts).map(([host, headers]) => [
          host,
          readStrings(`hostHeaders of "${host}"`, headers, problems) ?? {},
        ]),
      );
    }
  }

  if (given.mode !== undefined) {
    if (given.mode === 'fetch' || given.mode === 'check') options.mode = given.mode;
    else
      problems.push(
        `mode is ${JSON.stringify(given.mode)}, neither "fetch" nor "check"; using "${defaults.mode}".`,
      );
  }

  if (given.acceptStatus !== undefined) {
    if (typeof given.acceptStatus === 'string' && parseAcceptStatus(given.acceptStatus)) {
      options.acceptStatus = given.acceptStatus;
    } else {
      problems.push(
        `acceptStatus is ${JSON.stringify(given.acceptStatus)}, not a list such as "200-299,401"; using "${defaults.acceptStatus}".`,
      );
    }
  }
  return { options, problems };
}

function readObject(name: string, value: unknown, problems: string[]): Record<string, unknown> | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  problems.push(`${name} is not an object of names and values; it is left out.`);
  return undefined;
}

function readStrings(name: string, value: unknown, problems: string[]): Record<string, string> | undefined {
  const object = readObject(name, value, problems);
  if (!object) return undefined;
  const entries: [string, string][] = [];
  for (const [key, each] of Object.entries(object)) {
    if (typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean') {
      entries.push([key, String(each)]);
    } else {
      problems.push(`${name}: the value of "${key}" is not a string; it is left out.`);
    }
  }
  return Object.fromEntries(entries);
}
