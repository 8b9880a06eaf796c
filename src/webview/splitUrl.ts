const longTail = 48;

/**
 * Cuts a URL in two, for an ellipsis in its middle: the head (the origin, which the URLs of a list often share) gives way
 * first, the tail (the path, where they differ) as late as it can. What is not a URL is all tail.
 */
export function splitUrl(url: string): { head: string; tail: string } {
  const origin = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? '';
  let cut = Math.max(origin.length, url.length - longTail);
  if (cut > origin.length) {
    const slash = url.indexOf('/', cut);
    if (slash >= 0 && slash < url.length - longTail / 2) cut = slash;
  }
  const code = url.charCodeAt(cut);
  // Half of a surrogate pair would show as a replacement character on both sides.
  if (code >= 0xdc00 && code <= 0xdfff) cut += 1;
  return { head: url.slice(0, cut), tail: url.slice(cut) };
}
