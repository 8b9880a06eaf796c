import type { FetchRequest } from '../api.ts';

/** What a request has beside its URL. */
export interface RequestExtras extends Omit<FetchRequest, 'url'> {
  /** The file that is sent as the body, from the document's folder on, or its whole path. */
  bodyFile?: string;
  /** It was read back from where it is stored without its secrets: as it is, it cannot be sent. */
  masked?: true;
}

/** Part of a list of requests in the form that crosses threads: most have nothing but a URL. */
export interface RequestChunk {
  /** The index of the first of them. */
  first: number;
  urls: string[];
  /** Index and extras of those that have any. */
  extras: (readonly [number, RequestExtras])[];
}

/** The requests of a run by index. A million of them fit: a request object is made when it is asked for. */
export class RequestList {
  private readonly urls: string[];
  private readonly extras = new Map<number, RequestExtras>();

  constructor(urls: readonly string[] = []) {
    this.urls = [...urls];
  }

  static from(requests: readonly (string | FetchRequest)[]): RequestList {
    // At once, as it may be a million.
    if (areUrls(requests)) return new RequestList(requests);
    const list = new RequestList();
    for (const request of requests) {
      if (typeof request === 'string') list.urls.push(request);
      else list.add(request);
    }
    return list;
  }

  get length(): number {
    return this.urls.length;
  }

  add(request: FetchRequest): void {
    const { url, ...extras } = request;
    if (Object.keys(extras).length > 0) this.extras.set(this.urls.length, extras);
    this.urls.push(url);
  }

  /** Puts a request in the place of another. */
  set(index: number, { url, ...extras }: FetchRequest): void {
    this.urls[index] = url;
    if (Object.keys(extras).length > 0) this.extras.set(index, extras);
    else this.extras.delete(index);
  }

  /** Whether a request was read back without its secrets. */
  isMasked(index: number): boolean {
    return this.extras.get(index)?.masked ?? false;
  }

  /** Indexes of those that were read back without their secrets, in order. */
  get masked(): number[] {
    return [...this.extras].filter(([, { masked }]) => masked).map(([index]) => index);
  }

  /** Appends a chunk; its first index must be the length so far. */
  append(chunk: RequestChunk): void {
    if (chunk.first !== this.urls.length)
      throw new RangeError(`chunk begins at ${chunk.first}, not ${this.urls.length}`);
    for (const url of chunk.urls) this.urls.push(url);
    for (const [index, extras] of chunk.extras) this.extras.set(index, extras);
  }

  url(index: number): string {
    const url = this.urls[index];
    if (url === undefined) throw new RangeError(`no request ${index}`);
    return url;
  }

  /** Whether a request has anything beside its URL. */
  hasExtras(index: number): boolean {
    return this.extras.has(index);
  }

  method(index: number): string {
    return this.extras.get(index)?.method ?? 'GET';
  }

  get(index: number): FetchRequest & RequestExtras {
    return { url: this.url(index), ...this.extras.get(index) };
  }

  /** The requests of these indexes, in that order. */
  only(indexes: readonly number[]): RequestList {
    const list = new RequestList();
    for (const index of indexes) list.add(this.get(index));
    return list;
  }

  /** The list in parts of at most `size` requests. */
  *chunks(size: number): Generator<RequestChunk> {
    for (let first = 0; first < this.urls.length; first += size) yield this.chunk(first, size);
  }

  /** At most `size` requests, from index `first` on. */
  chunk(first: number, size: number): RequestChunk {
    const urls = this.urls.slice(first, first + size);
    const extras: [number, RequestExtras][] = [];
    if (this.extras.size > 0) {
      for (let index = first; index < first + urls.length; index++) {
        const each = this.extras.get(index);
        if (each) extras.push([index, each]);
      }
    }
    return { first, urls, extras };
  }
}

function areUrls(requests: readonly (string | FetchRequest)[]): requests is readonly string[] {
  return requests.every((request) => typeof request === 'string');
}
