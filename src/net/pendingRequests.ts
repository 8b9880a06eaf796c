import type { FetchRequest } from '../api.ts';
import { lastWhere } from '../core/lastWhere.ts';
import type { RequestChunk, RequestExtras } from '../core/requestList.ts';

/** URLs one after the other, outside of the heap. */
interface Block {
  readonly first: number;
  readonly bytes: Buffer;
  readonly encoding: 'latin1' | 'utf16le';
  /** Where each URL ends, in bytes. */
  readonly ends: Uint32Array;
  /** How many of them are still wanted. */
  wanted: number;
}

/**
 * The requests of a run that have not ended, by index. A million URLs as strings would weigh on every collection; here a
 * URL becomes a string when it is asked for, and a block of them goes when nobody wants any more of it.
 */
export class PendingRequests {
  /** By their first index; `undefined`: all of it has been forgotten. */
  private readonly blocks: (Block | undefined)[] = [];
  private readonly firsts: number[] = [];
  private readonly extras = new Map<number, RequestExtras>();
  private count = 0;

  /** How many have come so far. */
  get length(): number {
    return this.count;
  }

  /** Appends a chunk; its first index must be the length so far. */
  append({ first, urls, extras }: RequestChunk): void {
    if (first !== this.count) throw new RangeError(`chunk begins at ${first}, not ${this.count}`);
    if (urls.length === 0) return;
    const text = urls.join('');
    // oxlint-disable-next-line no-control-regex -- all of Latin-1
    const encoding = /^[\u0000-\u00FF]*$/.test(text) ? 'latin1' : 'utf16le';
    const width = encoding === 'latin1' ? 1 : 2;
    let end = 0;
    const ends = Uint32Array.from(urls, (url) => (end += url.length * width));
    this.blocks.push({ first, bytes: Buffer.from(text, encoding), encoding, ends, wanted: urls.length });
    this.firsts.push(first);
    this.count += urls.length;
    for (const [index, each] of extras) this.extras.set(index, each);
  }

  /** The URL of a request that has not been forgotten. */
  url(index: number): string {
    const block = this.blocks[this.blockAt(index)];
    if (!block || index >= this.count) throw new RangeError(`no request ${index}`);
    const nth = index - block.first;
    const start = nth === 0 ? 0 : block.ends[nth - 1];
    return block.bytes.toString(block.encoding, start, block.ends[nth]);
  }

  get(index: number): FetchRequest & RequestExtras {
    return { url: this.url(index), ...this.extras.get(index) };
  }

  /** The options that a request has of its own. */
  optionsOf(index: number): FetchRequest['options'] {
    return this.extras.get(index)?.options;
  }

  /** Whether a request was read back without its secrets. */
  isMasked(index: number): boolean {
    return this.extras.get(index)?.masked ?? false;
  }

  /** Lets go of a request that nobody will ask for any more; to be called once for each. */
  forget(index: number): void {
    const at = this.blockAt(index);
    const block = this.blocks[at];
    if (!block) return;
    this.extras.delete(index);
    block.wanted--;
    if (block.wanted === 0) this.blocks[at] = undefined;
  }

  private blockAt(index: number): number {
    return lastWhere(this.firsts.length, (n) => (this.firsts[n] ?? 0) <= index);
  }
}
