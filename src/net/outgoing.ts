import type { Failure, FetchRequest } from '../api.ts';
import { lostSecret } from '../core/maskRequest.ts';
import { isSecretHeader, maskUrl } from '../core/maskSecrets.ts';
import type { ResolvedOptions } from '../core/options.ts';
import { basicCredentials } from './basicCredentials.ts';
import { type HostHeaders, readHostHeaders } from '../core/hostHeaders.ts';

/** Of a URL what its request needs. A `URL` has it; one that is written plainly needs no parser, which costs more than all else here. */
export type Target = Pick<URL, 'href' | 'host' | 'protocol'>;

/** A request in the form in which it is sent. */
export interface Outgoing {
  readonly method: string;
  /** Without credentials and fragment. */
  readonly url: Target;
  /** What redirects have made of the URL's fragment, from `#` on (RFC 9110 §10.2.2): it is not sent. That of the request itself is left out. */
  readonly fragment: string;
  /** The origin of `url`. */
  readonly origin: string;
  /** Names and values in turn, as undici takes them. */
  readonly headers: readonly string[];
  /** Those of them that do not belong to the host alone. */
  readonly carried: readonly string[];
  /** Lower-case names of those that the request itself has: they win over all others. */
  readonly ownNames: ReadonlySet<string>;
  readonly body: Uint8Array | undefined;
  readonly template: OutgoingTemplate;
  /** Lower-case names of headers that hold a secret, which goes to no other origin, and whether the body does. */
  readonly secretHeaders?: ReadonlySet<string>;
  readonly hasSecretBody?: boolean;
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

const none: ReadonlySet<string> = new Set();

const token = /^[!#$%&'*+\-.^_`|~\da-z]+$/i; // RFC 9110 §5.6.2
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/; // RFC 9110 §5.5, in latin-1

/** Headers by lower-case name: one or several lines of name and value. */
type HeaderMap = ReadonlyMap<string, readonly (readonly [string, string])[]>;

/** What is the same for all requests with the same options. */
export interface OutgoingTemplate {
  /** The parameters as a query, without `?`. */
  readonly query: string;
  readonly headers: HeaderMap;
  /** The same as undici takes them, for a request that has no headers of its own. */
  readonly flat: readonly string[];
  readonly hostHeaders: HostHeaders;
}

/** Makes what all requests with these options have in common, or says why nothing can be sent with them. */
export function makeTemplate(options: ResolvedOptions, userAgent: string): OutgoingTemplate | Failure {
  const lost = lostSecret(options);
  if (lost) {
    return input(
      `${lost} held a secret, which is not stored, and it is no longer set. Set it as it was and resume, or run again.`,
    );
  }
  const headers = new Map<string, (readonly [string, string])[]>();
  addHeaders(headers, [
    ['user-agent', userAgent],
    ['accept', '*/*'],
    ['accept-encoding', 'gzip, deflate, br, zstd'],
  ]);
  const hostHeaders = readHostHeaders(options.hostHeaders);
  if ('unusable' in hostHeaders) {
    const host = JSON.stringify(hostHeaders.unusable);
    return input(
      `${host} in gather.hostHeaders is not a host. Write it like api.example.com or localhost:3000.`,
    );
  }
  const failure = addHeaders(headers, Object.entries(options.headers));
  if (failure) return failure;
  for (const own of Object.values(options.hostHeaders)) {
    const hostFailure = addHeaders(new Map(), Object.entries(own));
    if (hostFailure) return hostFailure;
  }
  return {
    query: new URLSearchParams(options.params).toString(),
    headers,
    flat: [...headers.values()].flat(2),
    hostHeaders,
  };
}

/** Makes what is sent of a request, whose URL has this origin, or says why it cannot be sent. */
export function prepare(
  request: FetchRequest,
  origin: string,
  template: OutgoingTemplate,
): Outgoing | Failure {
  const method = normalizeMethod(request.method ?? 'GET');
  if (!token.test(method) || method === 'CONNECT') {
    return input(`${JSON.stringify(method)} is not a method that can be sent. Use GET, HEAD, POST, ….`);
  }
  const body = typeof request.body === 'string' ? Buffer.from(request.body) : request.body;
  if (body && (method === 'GET' || method === 'HEAD')) {
    return input(`A ${method} request has no body. Use POST, PUT or PATCH, or remove the body.`);
  }

  const plain = template.query ? undefined : plainTarget(request.url, origin);
  const parsed = plain ?? parseHttpUrl(request.url);
  if ('kind' in parsed) return parsed;
  let authorization: string | undefined;
  if (parsed instanceof URL) {
    // Appended as text: the query that is there stays as it was written.
    if (template.query) parsed.search += parsed.search === '' ? `?${template.query}` : `&${template.query}`;
    authorization = takeCredentials(parsed);
    parsed.hash = '';
  }
  const url: Target = parsed;
  const bound = template.hostHeaders.get(origin);
  if (!authorization && !request.headers && !bound) {
    const { flat } = template;
    return {
      method,
      url,
      fragment: '',
      origin,
      headers: flat,
      carried: flat,
      ownNames: none,
      body,
      template,
    };
  }
  const headers = new Map(template.headers);
  const own = pairs(request.headers);
  const ownNames = new Set(own.map(([name]) => name.toLowerCase()));
  if (authorization && !ownNames.has('authorization')) own.unshift(['authorization', authorization]);
  const failure = addHeaders(headers, own);
  if (failure) return failure;
  const carried = [...headers.values()].flat(2);
  return {
    method,
    url,
    fragment: '',
    origin,
    headers: bound ? bind(carried, bound, ownNames) : carried,
    carried,
    ownNames,
    body,
    template,
  };
}

/** Adds a host's own headers; only those that the request itself has win over them. */
function bind(
  carried: readonly string[],
  bound: readonly (readonly [string, string])[],
  ownNames: ReadonlySet<string>,
): string[] {
  const added = bound.filter(([name]) => !ownNames.has(name.toLowerCase()));
  const addedNames = new Set(added.map(([name]) => name.toLowerCase()));
  const kept = carried.filter((_, n) => !addedNames.has((carried[n - (n % 2)] ?? '').toLowerCase()));
  return [...kept, ...added.flat()];
}

/** Adds headers that win over those of the same name; among themselves they may name one several times. */
function addHeaders(
  headers: Map<string, readonly (readonly [string, string])[]>,
  added: readonly (readonly [string, unknown])[],
): Failure | undefined {
  const before = new Set(headers.keys());
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
    const same = before.delete(key) ? [] : (headers.get(key) ?? []);
    if (key === 'host' && same.length > 0) return input('A request has one header Host. Remove the others.');
    headers.set(key, [...same, [name, value]]);
  }
  return undefined;
}

/** The request that follows a redirect, as the Fetch standard says (§4.4, HTTP-redirect fetch). */
export function redirected(from: Outgoing, status: number, url: URL): Outgoing {
  const becomesGet =
    ((status === 301 || status === 302) && from.method === 'POST') ||
    (status === 303 && from.method !== 'GET' && from.method !== 'HEAD');
  const { origin } = url;
  const crossOrigin = origin !== from.origin;
  const authorization = takeCredentials(url);
  const headers: string[] = [];
  const ownNames = new Set<string>();
  for (let n = 0; n < from.carried.length; n += 2) {
    const name = from.carried[n] ?? '';
    if (becomesGet && /^content-/i.test(name)) continue;
    if (crossOrigin && (from.secretHeaders?.has(name.toLowerCase()) || isSecretHeader(name))) continue;
    if (crossOrigin && /^host$/i.test(name)) continue;
    if (authorization && /^authorization$/i.test(name)) continue;
    headers.push(name, from.carried[n + 1] ?? '');
    if (from.ownNames.has(name.toLowerCase())) ownNames.add(name.toLowerCase());
  }
  if (authorization) headers.push('authorization', authorization);
  const fragment = url.hash || from.fragment;
  url.hash = '';
  const bound = from.template.hostHeaders.get(origin);
  return {
    method: becomesGet ? 'GET' : from.method,
    url,
    fragment,
    origin,
    headers: bound ? bind(headers, bound, ownNames) : headers,
    carried: headers,
    ownNames,
    body: becomesGet ? undefined : from.body,
    template: from.template,
    ...(from.secretHeaders && { secretHeaders: from.secretHeaders }),
    ...(from.hasSecretBody && { hasSecretBody: true }),
  };
}

// Of path and query what a parser leaves as it is (URL standard §4.4). Dots, encoded ones too, may be steps in a path.
const plainPath = /^\/(?:[\w~!$&()*+,;=:@/?-]|(?<!\/)[.%])*$/;

/** A URL that its parser would leave as it is; `undefined` where only the parser can tell. */
function plainTarget(url: string, origin: string): Target | undefined {
  // Only a normal one begins with its own origin.
  if (origin === '' || !url.startsWith(origin) || !plainPath.test(url.slice(origin.length))) return undefined;
  const hostAt = origin.indexOf('//') + 2;
  return { href: url, host: origin.slice(hostAt), protocol: origin.slice(0, hostAt - 2) };
}

function parseHttpUrl(text: string): URL | Failure {
  const url = typeof text === 'string' ? URL.parse(text) : null;
  if (!url) {
    return unsupported(
      `${JSON.stringify(maskUrl(text))} is not a URL. Write it in full, such as https://example.com/page.`,
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return unsupported(
      `${maskUrl(text)} is not an http or https URL: Gather does not fetch ${url.protocol} URLs.`,
    );
  }
  return url;
}

/** Takes user and password out of a URL: they are sent as a header. */
function takeCredentials(url: URL): string | undefined {
  const credentials = basicCredentials(url);
  if (credentials) {
    url.username = '';
    url.password = '';
  }
  return credentials;
}

function normalizeMethod(method: string): string {
  const upper = method.toUpperCase();
  return ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'].includes(upper) ? upper : method;
}

function pairs(headers: FetchRequest['headers']): (readonly [string, string])[] {
  if (!headers) return [];
  return Array.isArray(headers)
    ? [...(headers as readonly (readonly [string, string])[])]
    : Object.entries(headers);
}

function unsupported(message: string): Failure {
  return { kind: 'unsupportedUrl', message };
}

function input(message: string): Failure {
  return { kind: 'input', message };
}
