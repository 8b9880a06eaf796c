import type { TextBytes } from './textBytes.ts';
import { type SlabCodec, TextSlabs } from './textSlabs.ts';

const decoder = new TextDecoder();

/**
 * Texts in bytes, outside of the heap: a million previews as strings would weigh on every collection. A text has a
 * position, a number above 0; position 0 is the empty text. A text is its length in bytes, in 4 bytes, and its UTF-8.
 */
export class TextStore {
  private readonly slabs: TextSlabs;

  /** `codec` packs what is seldom read. */
  constructor(codec?: SlabCodec) {
    this.slabs = new TextSlabs(codec);
  }

  /** Takes texts that `TextPacker` has packed; what is added to their positions there, above 0, is their position here. */
  add(chunk: Uint8Array): number {
    // A copy: thousands of chunks that stay would each keep the memory around them from being used again.
    return this.slabs.add(chunk);
  }

  get(position: number): string {
    if (position === 0) return '';
    const { slab, start } = textAt(this.slabs.at(position - 1));
    return decoder.decode(slab.subarray(start, start + lengthBefore(slab, start)));
  }

  /** Puts a text in a place of others: it must not change there. */
  put(position: number, texts: TextBytes, place: number): void {
    if (position === 0) return;
    const { slab, start } = textAt(this.slabs.lend(position - 1));
    texts.refer(place, slab, start, lengthBefore(slab, start));
  }
}

/** Where the bytes of a text begin. */
function textAt({ bytes, offset }: { bytes: Uint8Array; offset: number }): {
  slab: Uint8Array;
  start: number;
} {
  return { slab: bytes, start: offset + 4 };
}

/** The length of the text that begins there. */
function lengthBefore(slab: Uint8Array, start: number): number {
  const byte = (before: number) => slab[start - before] ?? 0;
  return byte(4) + byte(3) * 2 ** 8 + byte(2) * 2 ** 16 + byte(1) * 2 ** 24;
}

const encoder = new TextEncoder();

/** Packs texts one after the other for a `TextStore`. */
export class TextPacker {
  private bytes = new Uint8Array(16 * 1024);
  private view = new DataView(this.bytes.buffer);
  private length = 0;

  /** Returns the text's position, which is above 0 unless the text is empty. */
  add(text: string): number {
    if (text === '') return 0;
    // No UTF-16 code unit becomes more than three bytes.
    const needed = this.length + 4 + 3 * text.length;
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(2 * needed);
      larger.set(this.bytes.subarray(0, this.length));
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
    const start = this.length;
    const { written } = encoder.encodeInto(text, this.bytes.subarray(start + 4));
    this.view.setUint32(start, written, true);
    this.length += 4 + written;
    return start + 1;
  }

  /** What was packed, for `TextStore.add`; the next text is the first again. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }
}
