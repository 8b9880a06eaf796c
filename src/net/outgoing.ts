import type { Failure, FetchRequest } from '../api.ts';
import { maskUrl } from '../core/maskSecrets.ts';
import type { ResolvedOptions } from '../core/options.ts';

/** A request in the form in which it is sent. */
export interface Outgoing {
  readonly method: string;
  readonly url: URL;
  /** Names and values in turn, as undici takes them. */
  readonly headers: readonly string[];
  readonly body: Uint8Array | undefined;
}

/** Headers that frame a message (RFC 9110 §7.6.1, RFC 9112 §6): a wrong one breaks the connection for others. */
const framing = new Set([
  'connection',
  'content-length',
  'expect',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const token = /^[!#$%&'*+\-.^_`|~\da-z]+$/i; // RFC 9110 §5.6.2
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/; // RFC 9110 §5.5, in latin-1

/** What is the same for all requests with the same options. */
export interface OutgoingTemplate {
  /** The parameters as a query, without `?`. */
  readonly query: string;
  /** By lower-case name: name and value. */
  readonly headers: ReadonlyMap<string, readonly [string, string]>;
  /** The same as undici takes them, for a request that has no headers of its own. */
  readonly flat: readonly string[];
}

/** Makes what all requests with these options have in common, or says why nothing can be sent with them. */
export function makeTemplate(options: ResolvedOptions, userAgent: string): OutgoingTemplate | Failure {
  const headers = new Map<string, readonly [string, string]>([
    ['user-agent', ['user-agent', userAgent]],
    ['accept', ['accept', '*/*']],
    ['accept-encoding', ['accept-encoding', 'gzip, deflate, br, zstd']],
  ]);
  const failure = addHeaders(headers, Object.entries(options.headers));
  if (failure) return failure;
  return {
    query: new URLSearchParams(options.params).toString(),
    headers,
    flat: [...headers.values()].flat(),
  };
}

/** Makes what is sent of a request, or says why it cannot be sent. */
export function prepare(request: FetchRequest, template: OutgoingTemplate): Outgoing | Failure {
  const url = parseHttpUrl(request.url);
  if ('kind' in url) return url;
  // Appended as text: the query that is there stays as it was written.
  if (template.query) url.search += url.search === '' ? `?${template.query}` : `&${template.query}`;

  const method = normalizeMethod(request.method ?? 'GET');
  if (!token.test(method) || method === 'CONNECT') {
    return input(`${JSON.stringify(method)} is not a method that can be sent. Use GET, HEAD, POST, ….`);
  }
  const body = typeof request.body === 'string' ? Buffer.from(request.body) : request.body;
  if (body && (method === 'GET' || method === 'HEAD')) {
    return input(`A ${method} request has no body. Use POST, PUT or PATCH, or remove the body.`);
  }

  const authorization = basicAuthorization(url);
  url.hash = '';
  if (!authorization && !request.headers) return { method, url, headers: template.flat, body };
  const headers = new Map(template.headers);
  if (authorization && !headers.has('authorization')) {
    headers.set('authorization', ['authorization', authorization]);
  }
  const failure = addHeaders(headers, pairs(request.headers));
  return failure ?? { method, url, headers: [...headers.values()].flat(), body };
}

function addHeaders(
  headers: Map<string, readonly [string, string]>,
  added: readonly (readonly [string, unknown])[],
): Failure | undefined {
  for (const [name, value] of added) {
    const key = name.toLowerCase();
    if (!token.test(name))
      return input(`${JSON.stringify(name)} is not a header name. Correct or remove it.`);
    if (framing.has(key)) {
      return input(`The header ${name} belongs to the connection and is set by Gather. Remove it.`);
    }
    if (typeof value !== 'string' || !headerValue.test(value)) {
      return input(
        `The value of the header ${name} has characters that HTTP does not allow. Encode or remove them.`,
      );
    }
    headers.set(key, [name, value]);
  }
  return undefined;
}

/** The request that follows a redirect, as the Fetch standard says (§4.4, HTTP-redirect fetch). */
export function redirected(from: Outgoing, status: number, url: URL): Outgoing {
  const becomesGet =
    ((status === 301 || status === 302) && from.method === 'POST') ||
    (status === 303 && from.method !== 'GET' && from.method !== 'HEAD');
  const crossOrigin = url.origin !== from.url.origin;
  const headers: string[] = [];
  for (let n = 0; n < from.headers.length; n += 2) {
    const name = from.headers[n] ?? '';
    if (becomesGet && /^content-/i.test(name)) continue;
    if (crossOrigin && /^(authorization|cookie|proxy-authorization|host)$/i.test(name)) continue;
    headers.push(name, from.headers[n + 1] ?? '');
  }
  const authorization = basicAuthorization(url);
  if (authorization) headers.push('authorization', authorization);
  url.hash = '';
  return {
    method: becomesGet ? 'GET' : from.method,
    url,
    headers,
    body: becomesGet ? undefined : from.body,
  };
}

function parseHttpUrl(text: string): URL | Failure {
  const url = typeof text === 'string' ? URL.parse(text) : null;
  if (!url) {
    return unsupported(
      `${JSON.stringify(text)} is not a URL. Write it in full, such as https://example.com/page.`,
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return unsupported(
      `${maskUrl(text)} is not an http or https URL: Gather does not fetch ${url.protocol} URLs.`,
    );
  }
  return url;
}

/** Takes user and password out of a URL: they are sent as a header (RFC 7617). */
function basicAuthorization(url: URL): string | undefined {
  if (!url.username && !url.password) return undefined;
  const user = `${decode(url.username)}:${decode(url.password)}`;
  url.username = '';
  url.password = '';
  return `Basic ${Buffer.from(user).toString('base64')}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function normalizeMethod(method: string): string {
  const upper = method.toUpperCase();
  return ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'].includes(upper) ? upper : method;
}

function pairs(headers: FetchRequest['headers']): readonly (readonly [string, string])[] {
  if (!headers) return [];
  return Array.isArray(headers)
    ? (headers as readonly (readonly [string, string])[])
    : Object.entries(headers);
}

function unsupported(message: string): Failure {
  return { kind: 'unsupportedUrl', message };
}

function input(message: string): Failure {
  return { kind: 'input', message };
}
