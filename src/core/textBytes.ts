/** Bytes that are taken at a time. */
const slabSize = 1024 * 1024;
/** Texts that are encoded at a time. */
const textsAtOnce = 256;
/** Bytes that make one number, of 40 bits: of the 53 that a number has some are left. */
export const bytesAtOnce = 5;

/**
 * The rank of each byte of UTF-8 in code unit order, from 1. What takes four bytes there takes two surrogates in UTF-16,
 * which come before the last of what takes three.
 */
const ranks = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0xee ? byte + 1 : byte < 0xf0 ? byte + 6 : byte - 1,
);

const encoder = new TextEncoder();

/** Texts in UTF-8 by their places, to be compared: bytes of many texts are read far quicker than strings. */
export class TextBytes {
  /** How many places there are. */
  readonly count: number;
  private readonly slabs: Uint8Array[] = [];
  private readonly slabOf: Uint32Array;
  private readonly startOf: Uint32Array;
  private readonly lengthOf: Uint32Array;
  /** A slab of its own that is not full yet, its number, and how many of its bytes are taken. */
  private own = new Uint8Array();
  private ownNumber = -1;
  private used = 0;
  private waiting: string[] = [];
  private waitingPlaces: number[] = [];

  /** There will be `count` places; each is empty at first. */
  constructor(count: number) {
    this.count = count;
    this.slabOf = new Uint32Array(count);
    this.startOf = new Uint32Array(count);
    this.lengthOf = new Uint32Array(count);
  }

  /** How many bytes the text in a place has. */
  length(place: number): number {
    return this.lengthOf[place] ?? 0;
  }

  /** Puts a text in a place; it is there after `flush` at the latest. */
  set(place: number, text: string): void {
    this.lengthOf[place] = text.length;
    this.waiting.push(text);
    this.waitingPlaces.push(place);
    if (this.waiting.length === textsAtOnce) this.flush();
  }

  /** Takes in the texts that were set: many at once are encoded in far less time than one by one. */
  flush(): void {
    const all = this.waiting.join('');
    this.reserve(3 * all.length);
    const { own, used, waiting } = this;
    const isPlain = encoder.encodeInto(all, own.subarray(used)).written === all.length;
    for (const [nth, text] of waiting.entries()) {
      const place = this.waitingPlaces[nth] ?? 0;
      // Where each character is one byte it is where it should be already.
      const length = isPlain ? text.length : encoder.encodeInto(text, own.subarray(this.used)).written;
      this.slabOf[place] = this.ownNumber;
      this.startOf[place] = this.used;
      this.lengthOf[place] = length;
      this.used += length;
    }
    this.waiting = [];
    this.waitingPlaces = [];
  }

  /** Puts the text of some bytes in a place: they are not copied. */
  refer(place: number, slab: Uint8Array, start: number, length: number): void {
    // Most texts are in the slab of the one before.
    const last = this.slabs.length - 1;
    const number = this.slabs[last] === slab ? last : this.slabs.indexOf(slab);
    this.slabOf[place] = number < 0 ? this.slabs.push(slab) - 1 : number;
    this.startOf[place] = start;
    this.lengthOf[place] = length;
  }

  /** How many bytes these texts, and the beginning of that of `model`, have in common; the first `known` are known to be. */
  commonPrefix(places: Uint32Array, model: number, beginning: number, known: number): number {
    const { slabs, slabOf, startOf, lengthOf } = this;
    const modelSlab = slabs[slabOf[model] ?? 0] ?? new Uint8Array();
    const modelStart = startOf[model] ?? 0;
    let common = Math.min(beginning, lengthOf[model] ?? 0);
    for (const place of places) {
      const slab = slabs[slabOf[place] ?? 0] ?? modelSlab;
      const start = startOf[place] ?? 0;
      common = Math.min(common, lengthOf[place] ?? 0);
      let at = known;
      while (at < common && slab[start + at] === modelSlab[modelStart + at]) at += 1;
      common = at;
    }
    return common;
  }

  /**
   * Makes numbers of the next `bytesAtOnce` bytes of texts, from `from` on, that sort as these do. One that 256 divides is that
   * of texts that end within these bytes: they are equal.
   */
  takeKeys(places: Uint32Array, from: number, keys: Float64Array): void {
    const { slabs, slabOf, startOf, lengthOf } = this;
    for (const place of places) {
      const slab = slabs[slabOf[place] ?? 0] ?? new Uint8Array();
      const start = startOf[place] ?? 0;
      const end = start + (lengthOf[place] ?? 0);
      let key = 0;
      for (let at = start + from; at < start + from + bytesAtOnce; at++) {
        key = key * 256 + (at < end ? (ranks[slab[at] ?? 0] ?? 0) : 0);
      }
      keys[place] = key;
    }
  }

  /** Below 0 where the first of two texts comes before the second, 0 where they are equal; the first `known` bytes are. */
  compare(first: number, second: number, known: number): number {
    const { slabs, slabOf, startOf, lengthOf } = this;
    const slab = slabs[slabOf[first] ?? 0] ?? new Uint8Array();
    const other = slabs[slabOf[second] ?? 0] ?? slab;
    const start = startOf[first] ?? 0;
    const otherStart = startOf[second] ?? 0;
    const length = lengthOf[first] ?? 0;
    const otherLength = lengthOf[second] ?? 0;
    const end = Math.min(length, otherLength);
    for (let at = known; at < end; at++) {
      const byte = slab[start + at] ?? 0;
      const otherByte = other[otherStart + at] ?? 0;
      if (byte !== otherByte) return (ranks[byte] ?? 0) - (ranks[otherByte] ?? 0);
    }
    return length - otherLength;
  }

  /** Makes room for some bytes in a slab of its own. */
  private reserve(needed: number): void {
    if (this.ownNumber >= 0 && this.used + needed <= this.own.length) return;
    this.own = new Uint8Array(Math.max(slabSize, needed));
    this.ownNumber = this.slabs.push(this.own) - 1;
    this.used = 0;
  }
}
