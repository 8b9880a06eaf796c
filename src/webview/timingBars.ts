import type { Timings } from '../api.ts';

/** What a request spent its time on, in order. */
const phaseNames = ['earlier', 'waited', 'dns', 'connect', 'tls', 'firstByte', 'download'] as const;

/** One of what a request spent its time on; milliseconds. */
export interface TimingBar {
  readonly name: (typeof phaseNames)[number];
  /** When it began, after the first attempt did. */
  readonly from: number;
  readonly length: number;
}

/** Less is a matter of rounding. */
const leastEarlier = 0.5;

/**
 * What a request spent its time on, one after the other, those of no time left out. The phases are known of the last hop of
 * the last attempt alone: all before that is one bar.
 */
export function timingBars(timings: Timings): readonly TimingBar[] {
  const { waited, dns, connect, tls, firstByte, download, total } = timings;
  const before = total - (dns + connect + tls + firstByte + download);
  const lengths = {
    earlier: before >= leastEarlier ? before : 0,
    waited,
    dns,
    connect,
    tls,
    firstByte,
    download,
  };
  let from = 0;
  return phaseNames.flatMap((name) => {
    const length = lengths[name];
    if (length <= 0) return [];
    const bar = { name, from, length };
    from += length;
    return [bar];
  });
}
