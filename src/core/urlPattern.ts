const form = /^(?:(\*|https?):\/\/)?(\[[^\]\s]*\]|[^\s/?#:]+)(?::(\d+|\*))?([/?]\S*)?$/i;

/** A pattern of URLs, in which `*` stands for any characters, in the parts that are compared one by one. */
export interface UrlPattern {
  /** With its colon; `undefined`: any. */
  protocol: string | undefined;
  host: Wildcard;
  /** `undefined`: any. */
  port: string | undefined;
  /** Path and query; `undefined`: any. */
  path: Wildcard | undefined;
}

/** The texts between the `*` of a pattern. */
type Wildcard = readonly string[];

/**
 * Reads a pattern `[scheme://]host[:port][/path]`, such as `*.example.com` or `https://example.com/private/*`. `undefined`
 * where it is none.
 */
export function parseUrlPattern(text: string): UrlPattern | undefined {
  const [, scheme = '*', host = '', port = '*', path] = form.exec(text.trim()) ?? [];
  // Written as the parser of URLs would write it, so that names and paths in any script compare.
  const url = URL.parse(`http://${host}${path?.replace(/^\?/, '/?') ?? '/'}`);
  if (!url || url.username) return undefined;
  return {
    protocol: scheme === '*' ? undefined : `${scheme.toLowerCase()}:`,
    host: url.hostname.split('*'),
    port: port === '*' ? undefined : port,
    path: path === undefined ? undefined : (url.pathname + url.search).split('*'),
  };
}

/** Whether a pattern fits a URL; its credentials and its fragment do not count. */
export function fitsUrl(pattern: UrlPattern, url: URL): boolean {
  const { protocol, host, port, path } = pattern;
  if (protocol !== undefined && protocol !== url.protocol) return false;
  if (port !== undefined && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false;
  return fits(host, url.hostname) && (path === undefined || fits(path, url.pathname + url.search));
}

/** Looks for the texts one after the other: however many `*` there are, the time is that of one search. */
function fits(wildcard: Wildcard, text: string): boolean {
  const [first = '', ...middle] = wildcard;
  const last = middle.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of middle) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
