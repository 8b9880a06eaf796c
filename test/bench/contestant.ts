import type { UrlList } from './urlList.ts';

/** What one go at a list of URLs came to. */
export interface Measured {
  /** From the first request to the last answer, loading of programs and lists not counted unless a contestant says so. */
  milliseconds: number;
  /** By how much the process grew at its largest; not known on every platform. */
  peakMegabytes: number | undefined;
  /** Bytes of all bodies; not known of those that throw them away. */
  bytes: number | undefined;
  /** How long the thread that other extensions share was busy. */
  hostMilliseconds?: number;
}

/** Something that fetches a list of URLs, so many at once. */
export interface Contestant {
  readonly id: string;
  readonly name: string;
  /** So much slower than the rest that one round must do where there are 100,000 URLs or more. */
  readonly slow?: boolean;
  /** Fetches them all; rejects when any of them was not answered with 200, or when it was given up. */
  fetchAll(list: UrlList, concurrency: number, signal: AbortSignal): Promise<Measured>;
}

/** A contestant, or why it cannot take part on this machine. */
export type Entry = { contestant: Contestant } | { missing: string };
