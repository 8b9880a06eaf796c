import type { ExtractedRequest } from '../api.ts';

/** Whether a request touches one of the ranges of UTF-16 offsets, both ends included. Requests are asked about in document order. */
export function touches(
  ranges: readonly (readonly [start: number, end: number])[],
): (request: ExtractedRequest) => boolean {
  const merged: [number, number][] = [];
  for (const [start, end] of ranges.toSorted((one, other) => one[0] - other[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  let index = 0;
  return (request) => {
    let range = merged[index];
    while (range && range[1] < request.start) range = merged[++index];
    return range !== undefined && range[0] <= request.end;
  };
}
