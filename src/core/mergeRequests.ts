import type { FetchRequest } from '../api.ts';

/** Gives equal requests one row: same method, URL without its fragment, headers and body. The first of them is the row. */
export class RequestMerger {
  private readonly rows = new Map<string, number>();

  /** Rows so far. */
  get length(): number {
    return this.rows.size;
  }

  /** The row of a request; it is a new one when it equals the `length` before. */
  add(request: FetchRequest): number {
    const key = requestKey(request);
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    const row = this.rows.size;
    this.rows.set(key, row);
    return row;
  }
}

/** What equal requests have in common, and no others. */
export function requestKey({ url, method = 'GET', headers, body }: FetchRequest): string {
  const fragment = url.indexOf('#');
  const address = fragment < 0 ? url : url.slice(0, fragment);
  if (method === 'GET' && headers === undefined && body === undefined) return address;
  const pairs = Object.entries(headers ?? {});
  const list = Array.isArray(headers) ? (headers as readonly (readonly [string, string])[]) : pairs;
  const named = list.map(([name, value]) => [name.toLowerCase(), value]);
  if (method === 'GET' && named.length === 0 && body === undefined) return address;
  const content = body instanceof Uint8Array ? Array.from(body) : body;
  return JSON.stringify([method, address, named, content]);
}
