import { readHostHeaders } from './hostHeaders.ts';
import { maskOptions, maskRequest } from './maskRequest.ts';
import { mask } from './maskSecrets.ts';
import { type ResolvedOptions, resolveOptions } from './options.ts';
import type { RequestList } from './requestList.ts';
import { isPastable, printCommand, shellQuote, unprintable } from './shellQuote.ts';

/**
 * The command that asks curl for what a request of a run asks for, to be pasted into a POSIX shell. Secrets are masked, and
 * references such as `{{$secret TOKEN}}` stand as they were written.
 */
export function curlCommand(request: ReturnType<RequestList['get']>, runOptions: ResolvedOptions): string {
  const options = optionsOf(request, runOptions);
  const { bodyFile } = request;
  const { url, method = 'GET', headers, body } = maskRequest(request);
  const address = withParams(pastableUrl(url), options.params);
  const data = bodyFile ?? body;
  const { pipe, argument } = data === undefined ? { pipe: '', argument: [] } : sendBody(data, bodyFile);

  const parts = [
    [...(/[[\]{}]/.test(address) ? ['--globoff'] : []), shellQuote(address)].join(' '),
    ...methodPart(method, options.mode, data !== undefined),
    ...headerParts(allHeaders(request.url, headers, options)),
    ...argument,
    ['--compressed', ...limits(options)].join(' '),
  ];
  return `${pipe}curl ${parts.join(' \\\n  ')}`;
}

/** A request's own options over those of its run, secrets masked. */
function optionsOf({ options: own }: ReturnType<RequestList['get']>, run: ResolvedOptions): ResolvedOptions {
  const { options } = resolveOptions(
    // Parameters are added to those of the run.
    { ...own, ...(own?.params && { params: { ...run.params, ...own.params } }) },
    run,
  );
  return maskOptions(options);
}

/** A URL's parser ignores line breaks and tabs, and percent-encodes other such characters. */
function pastableUrl(url: string): string {
  return url.replaceAll(/[\t\n\r]/g, '').replaceAll(unprintable, encodeURIComponent);
}

function withParams(url: string, params: Readonly<Record<string, string>>): string {
  const [address = '', ...fragment] = url.split('#');
  const query = Object.entries(params).map(([name, value]) =>
    // A mask that is encoded would look like a value.
    [encodeURIComponent(name), value === mask ? value : encodeURIComponent(value)].join('='),
  );
  if (query.length === 0) return url;
  const joint = address.includes('?') ? '&' : '?';
  return [address + joint + query.join('&'), ...fragment].join('#');
}

function methodPart(method: string, mode: ResolvedOptions['mode'], hasBody: boolean): string[] {
  const isHead = /^head$/i.test(method) || (method === 'GET' && mode === 'check');
  if (isHead) return ['--head'];
  // Both are what curl does by itself.
  if (method === (hasBody ? 'POST' : 'GET')) return [];
  return [`--request ${shellQuote(method)}`];
}

type Headers = readonly (readonly [name: string, value: string])[];

/** A request's own headers win over those of its host, and these over those of all requests. */
function allHeaders(
  url: string,
  own: ReturnType<RequestList['get']>['headers'],
  options: ResolvedOptions,
): Headers {
  const hosts = readHostHeaders(options.hostHeaders);
  const origin = URL.parse(url)?.origin ?? '';
  const layers: Headers[] = [
    Object.entries(options.headers),
    'unusable' in hosts ? [] : (hosts.get(origin) ?? []),
    own === undefined ? [] : Array.isArray(own) ? (own as Headers) : Object.entries(own),
  ];
  return layers.reduce((below, layer) => {
    const names = new Set(layer.map(([name]) => name.toLowerCase()));
    return [...below.filter(([name]) => !names.has(name.toLowerCase())), ...layer];
  });
}

function headerParts(headers: Headers): string[] {
  return headers.map(([name, value]) => {
    // Without a value curl would leave the header out.
    const line = value === '' ? `${name};` : `${name}: ${value}`;
    return `--header ${shellQuote(line.replaceAll(unprintable, ''))}`;
  });
}

function sendBody(data: string | Uint8Array, file: string | undefined): { pipe: string; argument: string[] } {
  if (file !== undefined) return { pipe: '', argument: [`--data-binary ${shellQuote(`@${file}`)}`] };
  if (typeof data === 'string' && isPastable(data))
    return { pipe: '', argument: [`--data-raw ${shellQuote(data)}`] };
  return { pipe: `${printCommand(data)} | `, argument: ['--data-binary @-'] };
}

function limits({ maxRedirects, timeout }: ResolvedOptions): string[] {
  const redirects = maxRedirects > 0 ? ['--location', `--max-redirs ${maxRedirects}`] : [];
  return [...redirects, `--max-time ${timeout / 1000}`];
}
