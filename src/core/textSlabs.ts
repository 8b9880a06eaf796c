import { lastWhere } from './lastWhere.ts';

/** Makes bytes that are seldom read smaller, without loss. */
export interface SlabCodec {
  /** The bytes must not change. Rejects where it cannot be done. */
  pack(bytes: Uint8Array): Promise<Uint8Array>;
  /** Gives back what was packed. */
  unpack(packed: Uint8Array): Uint8Array;
}

/** Bytes that are taken at a time: what is packed is unpacked as a whole, in about a millisecond. */
export const slabSize = 256 * 1024;
/** Slabs that are never packed, the newest: 100,000 previews have room there. */
const plainSlabs = 64;
/** Unpacked slabs that are kept: who reads one row after the other comes back to them, as many hosts answer at a time. */
const keptSlabs = 64;

interface Slab {
  /** The position at which it begins. */
  readonly start: number;
  /** Absent while it is packed. */
  bytes: Uint8Array<ArrayBuffer> | undefined;
  packed?: Uint8Array;
  /** Somebody may hold its bytes. */
  lent?: true;
}

/** Bytes that only grow, in slabs. With a codec all but the newest are packed, one at a time and in the background. */
export class TextSlabs {
  private readonly codec: SlabCodec | undefined;
  private readonly slabs: Slab[] = [];
  /** Bytes of the last slab that are taken. */
  private used = 0;
  private end = 0;
  /** The first slabs, which have been packed, or could not be. */
  private packedCount = 0;
  private isPacking = false;
  private readonly unpacked = new Map<Slab, Uint8Array>();

  constructor(codec?: SlabCodec) {
    this.codec = codec;
  }

  /** Takes a copy of some bytes, which stay together. Returns their position, from 0. */
  add(chunk: Uint8Array): number {
    const start = this.end;
    if (chunk.length === 0) return start;
    let bytes = this.slabs.at(-1)?.bytes;
    if (!bytes || this.used + chunk.length > bytes.length) {
      bytes = new Uint8Array(Math.max(slabSize, chunk.length));
      this.slabs.push({ start, bytes });
      this.used = 0;
      this.packOldest();
    }
    bytes.set(chunk, this.used);
    this.used += chunk.length;
    this.end += chunk.length;
    return start;
  }

  /** The bytes around a position that was given, and where among them it is. They must not be changed, nor held. */
  at(position: number): { bytes: Uint8Array; offset: number } {
    return this.around(this.slabAt(position), position);
  }

  /** The same for who holds the bytes. */
  lend(position: number): { bytes: Uint8Array; offset: number } {
    const slab = this.slabAt(position);
    if (slab) slab.lent = true;
    return this.around(slab, position);
  }

  private slabAt(position: number): Slab | undefined {
    return this.slabs[lastWhere(this.slabs.length, (n) => (this.slabs[n]?.start ?? 0) <= position)];
  }

  private around(slab: Slab | undefined, position: number): { bytes: Uint8Array; offset: number } {
    if (!slab) return { bytes: new Uint8Array(), offset: 0 };
    return { bytes: slab.bytes ?? this.unpack(slab), offset: position - slab.start };
  }

  private unpack(slab: Slab): Uint8Array {
    const bytes = this.unpacked.get(slab) ?? this.codec?.unpack(slab.packed ?? new Uint8Array());
    if (!bytes) return new Uint8Array();
    // Put last again, so that the one that goes is the one not read for longest.
    this.unpacked.delete(slab);
    this.unpacked.set(slab, bytes);
    const [oldest] = this.unpacked.keys();
    if (this.unpacked.size > keptSlabs && oldest) this.unpacked.delete(oldest);
    return bytes;
  }

  private packOldest(): void {
    const slab = this.slabs[this.packedCount];
    if (!this.codec || this.isPacking || this.slabs.length - this.packedCount <= plainSlabs) return;
    if (!slab?.bytes) return;
    this.isPacking = true;
    const plain = slab.bytes;
    void this.codec
      .pack(plain)
      .then(
        (packed) => {
          if (packed.length >= plain.length) return;
          slab.packed = packed;
          slab.bytes = undefined;
          // Left to the collector, the memory of hundreds of slabs would come back late.
          if (!slab.lent) plain.buffer.transfer(0);
        },
        // Then it stays as it is.
        () => undefined,
      )
      .finally(() => {
        this.packedCount++;
        this.isPacking = false;
        this.packOldest();
      });
  }
}
