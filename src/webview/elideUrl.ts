const ellipsis = '…';
/** As much of an origin stays readable where the rest of the URL can be whole for it. */
const leastOrigin = 0.6;
/** Characters of a URL's end that stay, where they differ most. */
const leastEnd = 12;

/**
 * A URL with an ellipsis in the place of what does not fit: first the end of the origin gives way, as long as most of
 * it stays; then the middle of the path, for the host must be told; and then the origin again.
 */
export function elideUrl(url: string, fits: (text: string) => boolean): string {
  if (fits(url)) return url;
  const origin = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(url)?.[0].length ?? 0;
  const without = (from: number, to: number) => beginning(url, from) + ellipsis + url.slice(whole(url, to));

  const least = Math.ceil(origin * leastOrigin);
  const cutOrigin = origin < url.length ? most(least, origin, (at) => fits(without(at, origin))) : undefined;
  if (cutOrigin !== undefined) return without(cutOrigin, origin);

  const end = Math.max(origin, url.length - leastEnd);
  const kept = most(leastEnd, url.length - origin, (count) => fits(without(origin, url.length - count)));
  if (kept !== undefined) return without(origin, url.length - kept);
  const cut = most(0, origin, (at) => fits(without(at, end))) ?? 0;
  return without(cut, end);
}

/** The largest number from `from` to below `to` that passes, where all below a passing one pass too. */
function most(from: number, to: number, passes: (value: number) => boolean): number | undefined {
  let low = from;
  let high = to - 1;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    if (passes(middle)) low = middle + 1;
    else high = middle - 1;
  }
  return low > from ? low - 1 : undefined;
}

/** The beginning up to an offset, without half of a surrogate pair, which would show as a replacement character. */
function beginning(text: string, end: number): string {
  return text.slice(0, isLowSurrogate(text, end) ? end - 1 : end);
}

function whole(text: string, from: number): number {
  return isLowSurrogate(text, from) ? from + 1 : from;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
