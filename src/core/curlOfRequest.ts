import { type CurlRequest, curlCommand } from './curlCommand.ts';
import { readHostHeaders } from './hostHeaders.ts';
import { maskOptions, maskRequest } from './maskRequest.ts';
import { mask } from './maskSecrets.ts';
import { type ResolvedOptions, resolveOptions } from './options.ts';
import type { RequestList } from './requestList.ts';

/**
 * The command that asks curl for what a request of a run asks for, on several lines. Secrets are masked, and references such
 * as `{{$secret TOKEN}}` stand as they were written.
 */
export function curlOfRequest(request: ReturnType<RequestList['get']>, runOptions: ResolvedOptions): string {
  const options = optionsOf(request, runOptions);
  const { bodyFile } = request;
  const { url, method = 'GET', headers, body } = maskRequest(request);
  return curlCommand(
    {
      url: withParams(url, options.params),
      method: method === 'GET' && options.mode === 'check' ? 'HEAD' : method,
      headers: allHeaders(request.url, headers, options),
      ...(body !== undefined && { body }),
      ...(bodyFile !== undefined && { bodyFile }),
      compressed: true,
      redirects: options.maxRedirects,
      timeout: options.timeout,
    },
    ' \\\n  ',
  );
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

type Headers = NonNullable<CurlRequest['headers']>;

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
