import type { FetchRequest } from '../api.ts';
import { lastWhere } from '../core/lastWhere.ts';
import type { RequestChunk, RequestExtras } from '../core/requestList.ts';
import type { FetchOne } from './fetchOne.ts';

/** URLs one after the other, outside of the heap. */
interface Block {
  readonly first: number;
  readonly bytes: Buffer;
  readonly encoding: 'latin1' | 'utf16le';
  /** Where each URL ends, in bytes. */
  readonly ends: Uint32Array;
  /** How many of them are still wanted. */
  wanted: number;
  /** Those that have begun. A map's dead tables would keep what was deleted alive for the collector. */
  begun?: (FetchOne | undefined)[];
}

/**
 * The requests of a run that have not ended, by index. A million URLs as strings would weigh on every collection; here a
 * URL becomes a string when it is asked for, and a block of them goes when nobody wants any more of it.
 */
export class PendingRequests {
  /** By their first index; `undefined`: all of it has been forgotten, or left out for now. */
  private readonly blocks: (Block | undefined)[] = [];
  private readonly firsts: number[] = [];
  private readonly extras = new Map<number, RequestExtras>();
  private count = 0;
  /** Where the block of the last request was that anybody asked for: the next is mostly in the same. */
  private lastAt = 0;

  /** How many have come so far. */
  get length(): number {
    return this.count;
  }

  /** Takes a chunk, which must begin at the length so far, or be one that was left out. */
  add({ first, urls, extras }: RequestChunk): void {
    if (urls.length === 0) return;
    const at = first === this.count ? this.firsts.length : this.blockAt(first);
    if (first === this.count) this.leaveOut({ first, urls });
    else if (this.firsts[at] !== first || this.blocks[at]) {
      throw new RangeError(`chunk begins at ${first}, not ${this.count}`);
    }
    const text = urls.join('');
    // oxlint-disable-next-line no-control-regex -- all of Latin-1
    const encoding = /^[\u0000-\u00FF]*$/.test(text) ? 'latin1' : 'utf16le';
    const width = encoding === 'latin1' ? 1 : 2;
    let end = 0;
    const ends = Uint32Array.from(urls, (url) => (end += url.length * width));
    const bytes = Buffer.from(text, encoding);
    this.blocks[at] = { first, bytes, encoding, ends, wanted: urls.length };
    for (const [index, each] of extras) this.extras.set(index, each);
  }

  /** Takes note of a chunk that begins at the length so far, without what is in it: that comes later, or never. */
  leaveOut({ first, urls }: Pick<RequestChunk, 'first' | 'urls'>): void {
    if (first !== this.count) throw new RangeError(`chunk begins at ${first}, not ${this.count}`);
    this.firsts.push(first);
    this.blocks.push(undefined);
    this.count += urls.length;
  }

  /** The URL of a request that has not been forgotten. */
  url(index: number): string {
    const block = this.blockOf(index);
    if (!block || index >= this.count) throw new RangeError(`no request ${index}`);
    const nth = index - block.first;
    const start = nth === 0 ? 0 : block.ends[nth - 1];
    return block.bytes.toString(block.encoding, start, block.ends[nth]);
  }

  /** Whether a request is here, neither forgotten with all its block nor left out. */
  has(index: number): boolean {
    return index < this.count && this.blockOf(index) !== undefined;
  }

  /** What is done for a request; `undefined`: it has not begun, or has been forgotten. */
  begun(index: number): FetchOne | undefined {
    const block = this.blockOf(index);
    return block?.begun?.[index - block.first];
  }

  /** A request that has not been forgotten begins. */
  begin(fetch: FetchOne): void {
    const block = this.blockOf(fetch.index);
    if (!block) return;
    block.begun ??= Array.from(block.ends, () => undefined);
    block.begun[fetch.index - block.first] = fetch;
  }

  /** All that have begun and not been forgotten. */
  *allBegun(): Generator<FetchOne> {
    for (const block of this.blocks) {
      for (const fetch of block?.begun ?? []) if (fetch) yield fetch;
    }
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
    if (block.begun) block.begun[index - block.first] = undefined;
    block.wanted--;
    if (block.wanted === 0) this.blocks[at] = undefined;
  }

  private blockOf(index: number): Block | undefined {
    return this.blocks[this.blockAt(index)];
  }

  private blockAt(index: number): number {
    const { firsts, lastAt } = this;
    const isThere = (firsts[lastAt] ?? Infinity) <= index && index < (firsts[lastAt + 1] ?? Infinity);
    if (!isThere) this.lastAt = lastWhere(firsts.length, (n) => (firsts[n] ?? 0) <= index);
    return this.lastAt;
  }
}
