import { curlCommand } from '../core/curlCommand.ts';
import type { ExportedRow } from './exportedRow.ts';
import { headerPairs } from './headerPairs.ts';

/** What curl or the connection itself sees to. */
const ownHeaders = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding']);

/**
 * The curl command of a request that was made, on one line: with the URL, parameters and headers as they were sent, secrets
 * masked. Where it was never sent, as it was asked for.
 */
export function curlOfResult({ result, details, bodyFile }: ExportedRow): string {
  const { request, attempts, hops } = result;
  const sent = attempts > 0 ? (details?.requestHeaders ?? []) : [];
  const names = new Set(sent.map(([name]) => name.toLowerCase()));
  const own = [...headerPairs(request.options?.headers), ...headerPairs(request.headers)];
  const headers = [...sent, ...own.filter(([name]) => !names.has(name.toLowerCase()))];
  const method = details?.method ?? request.method;
  const first = hops > 0 ? details?.redirects[0]?.url : attempts > 0 ? result.url : undefined;
  return curlCommand({
    url: first ?? request.url,
    ...(method !== undefined && { method }),
    headers: headers.filter(([name]) => !ownHeaders.has(name.toLowerCase())),
    ...(request.body !== undefined && { body: request.body }),
    ...(bodyFile !== undefined && { bodyFile }),
    ...(hops > 0 && { redirects: true }),
    compressed: names.has('accept-encoding'),
  });
}
