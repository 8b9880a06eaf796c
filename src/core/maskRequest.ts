import type { FetchRequest, GatherOptions } from '../api.ts';
import { isSecretHeader, mask, maskHeader, maskUrl, maskValue } from './maskSecrets.ts';
import { requestKey } from './mergeRequests.ts';
import type { ResolvedOptions } from './options.ts';
import type { RequestExtras } from './requestList.ts';

const secretMember =
  /("[^"\\]*(?:token|secret|passw|credential|signature|api[-_]?key)[^"\\]*"\s*:\s*)"((?:[^"\\]|\\.)*)"/gi;
const secretField =
  /((?:^|&)[^=&\s]*(?:token|secret|passw|credential|signature|api[-_]?key)[^=&\s]*=)(\{\{[^{}&]*\}\}|[^&\s]+)/gi;

/** A request as it may be stored: the same object where it holds no secret, else a copy whose secrets are masked. */
export function maskRequest(request: FetchRequest): FetchRequest {
  const { url, headers, body, options } = request;
  const masked: FetchRequest = { ...request, url: maskUrl(url) };
  let isMasked = masked.url !== url;
  if (headers) {
    const given = headerPairs(headers);
    masked.headers = given.map(([name, value]) => [name, maskHeader(name, value)] as const);
    isMasked ||= masked.headers.some(([, value], n) => value !== given[n]?.[1]);
  }
  if (typeof body === 'string') {
    masked.body = maskBody(body);
    isMasked ||= masked.body !== body;
  }
  if (options) {
    masked.options = maskOptions(options);
    isMasked ||= JSON.stringify(masked.options) !== JSON.stringify(options);
  }
  return isMasked ? masked : request;
}

/** What requests have in common that differ in their secrets only, be they masked already or not. */
export function maskedKey(request: FetchRequest & RequestExtras): string {
  return requestKey(maskRequest(request));
}

/** Options as they may be stored. Whatever belongs to one host alone is taken for a secret. */
export function maskOptions<Options extends GatherOptions | ResolvedOptions>(options: Options): Options {
  const { headers, hostHeaders, params } = options;
  return {
    ...options,
    ...(headers && { headers: mapValues(headers, maskHeader) }),
    ...(hostHeaders && {
      hostHeaders: mapValues(hostHeaders, (_, own) => mapValues(own, (__, value) => maskValue(value))),
    }),
    ...(params && { params: mapValues(params, maskParameter) }),
  };
}

/**
 * The stored options of a run with their secrets as they are `now`: each is found by its name and masked form. What is not
 * found stays masked, and cannot be sent.
 */
export function unmaskOptions(stored: ResolvedOptions, now: ResolvedOptions): ResolvedOptions {
  const unmask =
    (current: Record<string, string>, masked: (name: string, value: string) => string) =>
    (name: string, value: string) => {
      const candidate = current[name];
      return candidate !== undefined && masked(name, candidate) === value ? candidate : value;
    };
  return {
    ...stored,
    headers: mapValues(stored.headers, unmask(now.headers, maskHeader)),
    hostHeaders: mapValues(stored.hostHeaders, (host, own) =>
      mapValues(
        own,
        unmask(now.hostHeaders[host] ?? {}, () => mask),
      ),
    ),
    params: mapValues(stored.params, unmask(now.params, maskParameter)),
  };
}

/** The setting whose secret is masked in these options, such as `gather.headers: Authorization`; `undefined` where none is. */
export function lostSecret({ headers, hostHeaders, params }: ResolvedOptions): string | undefined {
  const isMasked = ([, value]: [string, string]) => value.endsWith(mask);
  const header = Object.entries(headers).find(isMasked);
  if (header) return `gather.headers: ${header[0]}`;
  for (const [host, own] of Object.entries(hostHeaders)) {
    if (Object.entries(own).some(isMasked)) return `gather.hostHeaders: ${host}`;
  }
  const parameter = Object.entries(params).find(isMasked);
  return parameter && `gather.params: ${parameter[0]}`;
}

/** The value of a query parameter as it may be stored. */
function maskParameter(name: string, value: string): string {
  // By the rule for URLs, so that a parameter is masked in both places or in neither.
  const asUrl = maskUrl(`?${name}=x`);
  return isSecretHeader(name) || asUrl.endsWith(mask) ? maskValue(value) : value;
}

function maskBody(body: string): string {
  return body
    .replace(secretMember, (_, name: string, value: string) => `${name}"${maskValue(value)}"`)
    .replace(secretField, (_, name: string, value: string) => `${name}${maskValue(value)}`);
}

function headerPairs(headers: NonNullable<FetchRequest['headers']>): (readonly [string, string])[] {
  return Array.isArray(headers)
    ? [...(headers as readonly (readonly [string, string])[])]
    : Object.entries(headers);
}

function mapValues<From, To>(
  values: Record<string, From>,
  map: (name: string, value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(name, value)]));
}
