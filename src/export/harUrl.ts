/** What RFC 3986 allows in a path and a query, a percent sign only before two digits. */
const notAllowed = /[^\w!$&'()*+,./:;=?@~%-]|%(?![\da-f]{2})/gi;

/** A URL of HTTP as an archive wants it: by RFC 3986, without credentials and fragment; `undefined` where it is none. */
export function harUrl(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return undefined;
  const { protocol, host, pathname, search } = parsed;
  const rest = `${pathname}${search}`.replaceAll(notAllowed, (character) => encodeURIComponent(character));
  return `${protocol}//${host}${rest}`;
}
