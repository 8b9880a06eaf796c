import type { FetchDetails, FetchResult, Timings } from '../api.ts';
import { headerPairs } from './headerPairs.ts';
import type { ExportedRow } from './exportedRow.ts';
import { harUrl } from './harUrl.ts';

/** Where in a JSON text the body of a row is to stand, as a part of a string: decoded, or in base64. */
export type BodyHole = 'text' | 'base64';

/** What the archive needs to know of the run and of who writes it. */
export interface HarContext {
  /** ms since 1970. */
  startedAt: number;
  /** Of Gather. */
  version: string;
}

/** What stands before the entries of an archive of HAR 1.2. */
export function harStart({ version }: Pick<HarContext, 'version'>): string {
  return `{"log":{"version":"1.2","creator":${JSON.stringify({ name: 'Gather', version })},"entries":[\n`;
}
/** What stands after them. */
export const harEnd = '\n]}}\n';

const unknownTimings = { blocked: -1, dns: -1, connect: -1, send: -1, wait: -1, receive: -1, ssl: -1 };
const hole = '\ue000body\ue000';

/**
 * The entries of a row, separated by commas: one for each redirect that was followed, of which no times are known, and
 * one for the answer, whose text is a hole. None where the URL is not one of HTTP: nothing was sent then.
 */
export function harEntries(
  row: ExportedRow,
  { startedAt }: Pick<HarContext, 'startedAt'>,
): (string | { hole: BodyHole })[] {
  const { result, details } = row;
  const hops = details?.redirects ?? [];
  const urls = [...hops.map(({ url }) => url), result.url].map(harUrl);
  if (urls.includes(undefined)) return [];
  const last = details?.attempts.at(-1);
  const begin = startedAt + (last?.start ?? result.timings.start);
  const { timings, time } = harTimings(result, last?.total);
  let method = details?.method ?? result.request.method ?? 'GET';
  let text = '';
  hops.forEach(({ status }, nth) => {
    text += `${JSON.stringify({
      startedDateTime: dateTime(begin),
      time: 0,
      request: harRequest(row, urls[nth] ?? '', method, []),
      response: {
        ...noResponse,
        status,
        // The one header that is known: who replays an archive goes by it.
        headers: nameValues([['location', urls[nth + 1] ?? '']]),
        redirectURL: urls[nth + 1] ?? '',
      },
      cache: {},
      timings: unknownTimings,
    })},\n`;
    method = methodAfter(status, method);
  });
  const isText = result.characters !== undefined;
  const hasContent = row.body === 'whole' || row.body === 'truncated';
  const entry = JSON.stringify({
    startedDateTime: dateTime(begin + Math.max(0, (last?.total ?? 0) - time)),
    time,
    request: harRequest(row, urls.at(-1) ?? '', method, details?.requestHeaders ?? []),
    response: harResponse(row, hasContent ? (isText ? 'text' : 'base64') : undefined),
    cache: {},
    timings,
    ...(result.attempts > 1 && { comment: `attempt ${result.attempts} of ${result.attempts}` }),
  });
  const at = entry.lastIndexOf(hole);
  if (!hasContent || at < 0) return [text + entry];
  return [text + entry.slice(0, at), { hole: isText ? 'text' : 'base64' }, entry.slice(at + hole.length)];
}

const noResponse = {
  status: 0,
  statusText: '',
  httpVersion: '',
  cookies: [],
  headers: [],
  content: { size: 0, mimeType: '' },
  redirectURL: '',
  headersSize: -1,
  bodySize: -1,
};

function harResponse({ result, details, body }: ExportedRow, content: BodyHole | undefined): object {
  const { status, failure, outcome, contentType = '', bodyBytes, wireBytes } = result;
  if (status === undefined) return { ...noResponse, _error: failure?.message ?? outcome };
  const headers = nameValues(details?.headers ?? []);
  const comment = commentOf(body);
  return {
    ...noResponse,
    status,
    statusText: details?.statusText ?? '',
    httpVersion: httpVersion(details),
    headers,
    redirectURL: headers.find(({ name }) => name.toLowerCase() === 'location')?.value ?? '',
    bodySize: wireBytes,
    ...(failure && { _error: failure.message }),
    content: {
      size: bodyBytes,
      ...(body === 'whole' && { compression: bodyBytes - wireBytes }),
      mimeType: contentType,
      ...(comment !== undefined && { comment }),
      ...(content === 'base64' && { encoding: 'base64' }),
      ...(content && { text: hole }),
    },
  };
}

function commentOf(body: ExportedRow['body']): string | undefined {
  switch (body) {
    case 'whole':
    case 'empty':
      return undefined;
    case 'truncated':
      return 'truncated: the body was longer than what is kept';
    case 'lost':
      return 'lost: the body was stored, and is no longer there';
    case 'none':
      return 'no body was stored';
    default:
      return body satisfies never;
  }
}

function harRequest(
  { result, bodyFile }: ExportedRow,
  url: string,
  method: string,
  sent: FetchDetails['requestHeaders'],
): object {
  const own = result.request;
  const hasBody = (own.body !== undefined || bodyFile !== undefined) && method === (own.method ?? 'GET');
  const headers = sent.length > 0 ? sent : headerPairs(own.headers);
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const query = url.indexOf('?');
  const search = query < 0 ? '' : url.slice(query + 1);
  return {
    method,
    url,
    httpVersion: sent.length > 0 ? 'HTTP/1.1' : '',
    cookies: [],
    headers: nameValues(headers),
    queryString: nameValues([...new URLSearchParams(search)]),
    ...(hasBody && { postData: postData(own.body, bodyFile, type) }),
    headersSize: -1,
    bodySize: hasBody ? (own.body instanceof Uint8Array ? own.body.length : -1) : 0,
  };
}

/** The format knows no bytes here. */
function postData(
  body: string | Uint8Array | undefined,
  bodyFile: string | undefined,
  mimeType: string,
): object {
  if (typeof body === 'string') return { mimeType, text: body };
  const comment = bodyFile === undefined ? `${body?.length ?? 0} bytes` : `the file ${bodyFile}`;
  return { mimeType, text: '', comment };
}

/** In HTTP Archives the handshake is a part of the connecting; what did not take place is -1. */
function harTimings(
  { timings, status, hops }: FetchResult,
  lastTotal: number | undefined,
): { timings: typeof unknownTimings; time: number } {
  const { dns, connect, tls, firstByte, download, reused }: Timings = timings;
  const setUp = reused ? 0 : dns + connect + tls;
  // Of a failure it is told how long it took, not where.
  const whole = status === undefined && hops === 0 ? (lastTotal ?? 0) - setUp - download : 0;
  const wait = Math.max(firstByte, whole);
  return {
    timings: {
      ...unknownTimings,
      ...(!reused && { dns, connect: connect + tls }),
      ...(tls > 0 && !reused && { ssl: tls }),
      send: 0,
      wait: round(wait),
      receive: download,
    },
    time: round(setUp + wait + download),
  };
}

/** Fetch Standard, HTTP-redirect fetch, step 12. */
function methodAfter(status: number, method: string): string {
  const becomesGet =
    status === 303 ? method !== 'HEAD' && method !== 'GET' : status <= 302 && method === 'POST';
  return becomesGet ? 'GET' : method;
}

function httpVersion(details: FetchDetails | undefined): string {
  return details?.httpVersion === undefined ? '' : `HTTP/${details.httpVersion}`;
}

function nameValues(pairs: readonly (readonly [string, string])[]): { name: string; value: string }[] {
  return pairs.map(([name, value]) => ({ name, value }));
}

function dateTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
