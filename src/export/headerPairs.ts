import type { FetchRequest } from '../api.ts';

/** Headers of a request as pairs, whichever way they were given. */
export function headerPairs(headers: FetchRequest['headers']): (readonly [name: string, value: string])[] {
  if (!headers) return [];
  return Array.isArray(headers)
    ? [...(headers as readonly (readonly [string, string])[])]
    : Object.entries(headers);
}
