import type { FetchRequest, GatherOptions } from '../api.ts';
import { resolveOptions } from '../core/options.ts';

/** A request of an API's caller in the shape that crosses threads: what a caller hands in is not always what its type says. */
export function normalizeRequest(request: FetchRequest): FetchRequest {
  if (request instanceof URL) return { url: request.href };
  if (typeof request !== 'object' || request === null) return { url: text(request) };
  const { url, method, name, headers, body, options } = request;
  return {
    url: text(url),
    ...(method !== undefined && { method: text(method) }),
    ...(name !== undefined && { name: text(name) }),
    ...(headers !== undefined && { headers: headerPairs(headers) }),
    ...(body !== undefined && { body: body instanceof Uint8Array ? Uint8Array.from(body) : text(body) }),
    ...(options !== undefined && { options: ownOptions(options) }),
  };
}

function headerPairs(headers: NonNullable<FetchRequest['headers']>): (readonly [string, string])[] {
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return pairs.map(([name, value]) => [text(name), text(value)] as const);
}

/** The options that were given, within their limits. */
function ownOptions(given: GatherOptions): GatherOptions {
  const { options } = resolveOptions(given);
  return Object.fromEntries(Object.entries(options).filter(([name]) => name in given));
}

function text(value: unknown): string {
  return String(value);
}
