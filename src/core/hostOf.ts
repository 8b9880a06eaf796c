/** Host and port of a URL as it stands in a document, in lower case; empty where it has none. */
export function hostOf(url: string): string {
  const scheme = url.indexOf('://');
  if (scheme < 0) return '';
  const start = scheme + 3;
  let end = start;
  let host = start;
  for (; end < url.length; end++) {
    const code = url.charCodeAt(end);
    // What is before an @ is a name and a password.
    if (code === 0x40) host = end + 1;
    else if (code === 0x2f || code === 0x3f || code === 0x23 || code === 0x5c) break;
  }
  return url.slice(host, end).toLowerCase();
}
