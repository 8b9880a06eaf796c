import type { FetchRequest, GatherOptions } from '../api.ts';
import type { RequestExtras } from './requestList.ts';

const newEachTime = /\{\{[ \t]*\$guid/;

/** Gives equal requests one row: same method, URL without its fragment, headers, body and options of its own. The first of them is the row. */
export class RequestMerger {
  private readonly rows = new Map<string, number>();

  /** Rows so far. */
  get length(): number {
    return this.rows.size;
  }

  /** The row of a request; it is a new one when it equals the `length` before. */
  add(request: FetchRequest & RequestExtras): number {
    const same = requestKey(request);
    // Each is sent with another value: no two are equal.
    const key = newEachTime.test(same) ? `${same} ${this.rows.size}` : same;
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    const row = this.rows.size;
    this.rows.set(key, row);
    return row;
  }
}

/** What equal requests have in common, and no others. */
export function requestKey(request: FetchRequest & RequestExtras): string {
  const { url, method = 'GET', headers, body, bodyFile, options } = request;
  const fragment = url.indexOf('#');
  const address = fragment < 0 ? url : url.slice(0, fragment);
  const isPlain = method === 'GET' && body === undefined && bodyFile === undefined && options === undefined;
  if (isPlain && headers === undefined) return address;
  const pairs = Object.entries(headers ?? {});
  const list = Array.isArray(headers) ? (headers as readonly (readonly [string, string])[]) : pairs;
  const named = list.map(([name, value]) => [name.toLowerCase(), value]);
  if (isPlain && named.length === 0) return address;
  const content = body instanceof Uint8Array ? Array.from(body) : body;
  return JSON.stringify([method, address, named, content, bodyFile, options && sorted(options)]);
}

function sorted(options: GatherOptions): [string, unknown][] {
  return Object.entries(options).toSorted(([one], [other]) => (one < other ? -1 : 1));
}
