const longTail = 14;
const shortUrl = 24;

/**
 * Cuts a URL in two, for an ellipsis in its middle: the head may be elided, the tail (the last part of the path, where
 * URLs of one list differ) stays. A short URL is all head.
 */
export function splitUrl(url: string): { head: string; tail: string } {
  if (url.length <= shortUrl) return { head: url, tail: '' };
  const lastSlash = url.lastIndexOf('/', url.length - 2);
  let cut = Math.max(lastSlash, url.length - longTail);
  const code = url.charCodeAt(cut);
  // Half of a surrogate pair would show as a replacement character on both sides.
  if (code >= 0xdc00 && code <= 0xdfff) cut += 1;
  return { head: url.slice(0, cut), tail: url.slice(cut) };
}
