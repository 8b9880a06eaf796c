import type { RequestChunk } from '../core/requestList.ts';

/** So many of an origin wait here, seconds of work for the fastest; what more there is may stay where it is. */
export const plenty = 40_000;

/** The chunks of a list that wait outside of this thread, as enough of each of their origins waits here. */
export class Postponed {
  private readonly waitingOf: (origin: string) => number;
  private readonly wants: (first: number) => void;
  private readonly chunks: { first: number; origins: ReadonlySet<string> }[] = [];
  /** Origins that wait for the chunk that begins there. */
  private readonly asked = new Map<string, number>();

  /** `waitingOf` tells how many of an origin wait here, `wants` asks for the chunk that begins with that index. */
  constructor(waitingOf: (origin: string) => number, wants: (first: number) => void) {
    this.waitingOf = waitingOf;
    this.wants = wants;
  }

  /** Puts a chunk off if nothing of it could begin for long; whether it did. `origins`: those of its requests. */
  takes({ first, extras }: RequestChunk, origins: readonly (string | undefined)[]): boolean {
    if (extras.length > 0) return false;
    const all = new Set<string>();
    for (const origin of origins) {
      if (origin === undefined || (!all.has(origin) && !this.hasPlenty(origin))) return false;
      all.add(origin);
    }
    this.chunks.push({ first, origins: all });
    return true;
  }

  /** Asks for more of an origin where that is no longer plenty. */
  refill(origin: string): void {
    if (this.chunks.length === 0 || this.hasPlenty(origin) || this.asked.has(origin)) return;
    const at = this.chunks.findIndex(({ origins }) => origins.has(origin));
    const [chunk] = at < 0 ? [] : this.chunks.splice(at, 1);
    if (!chunk) return;
    this.asked.set(origin, chunk.first);
    this.wants(chunk.first);
  }

  /** A chunk that was asked for has been queued. */
  came(first: number): void {
    for (const [origin, each] of this.asked) {
      if (each !== first) continue;
      this.asked.delete(origin);
      // It may have had nothing left for the origin, of which nothing might start again to ask for more.
      this.refill(origin);
    }
  }

  private hasPlenty(origin: string): boolean {
    return this.waitingOf(origin) >= plenty;
  }
}
