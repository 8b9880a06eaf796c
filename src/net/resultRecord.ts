import { flag } from '../core/columns.ts';
import { mask, maskHeader, maskUrl } from '../core/maskSecrets.ts';
import type { ResultRow } from '../core/resultBatch.ts';
import type { AnswerHeaders } from './answer.ts';
import type { FetchOne } from './fetchOne.ts';
import type { Outgoing } from './outgoing.ts';
import type { Ended } from './resultRow.ts';

/**
 * The line of a run's file of results for a request that ended, from its row: a `ResultLine`, with no secret of the request
 * in it. It is put together by hand, and says nothing that goes without saying: it is the largest part of all that a
 * request costs beside its exchange.
 */
export function resultRecord({ index, outcome, failure, requestUrl, fetch }: Ended, row: ResultRow): string {
  const answer = fetch?.exchange?.answer;
  let line = `{"index":${index},"outcome":"${outcome}"`;
  if (answer) line += `,"status":${answer.status}`;
  line += `,"url":${quote(maskUrl(fetch?.url ?? requestUrl))}`;
  if (row.hops > 0) line += `,"hops":${row.hops}`;
  if (row.attempts !== 1) line += `,"attempts":${row.attempts}`;
  if (failure) line += `,"failure":${JSON.stringify(failure)}`;
  if (row.flags & flag.blocked) line += ',"verdict":"blocked"';
  line += timings(row);
  line += `,"wireBytes":${row.wireBytes},"bodyBytes":${row.bodyBytes}`;
  if (row.characters > 0) line += `,"characters":${row.characters - 1}`;
  if (row.flags & flag.truncated) line += ',"truncated":true';
  if (row.contentType) line += `,"contentType":${quote(row.contentType)}`;
  if (row.charset) line += `,"charset":"${row.charset}"`;
  if (row.title) line += `,"title":${quote(row.title)}`;
  line += `,"preview":${quote(row.preview)},"body":[${answer?.body ? pieces(answer.body.pieces) : ''}]`;
  return `${line},"details":${fetch ? details(fetch, row) : '{}'}}\n`;
}

function timings({ start, waited, dns, connect, tls, firstByte, download, total, flags }: ResultRow): string {
  let line = `,"timings":{"start":${start}`;
  if (waited > 0) line += `,"waited":${waited}`;
  if (flags & flag.reused) line += ',"reused":true';
  else line += `,"dns":${dns},"connect":${connect},"tls":${tls}`;
  return `${line},"firstByte":${firstByte},"download":${download},"total":${total}}`;
}

function details(fetch: FetchOne, row: ResultRow): string {
  const { exchange, redirects } = fetch;
  const answer = exchange?.answer;
  let line = `{"requestHeaders":[${sentPairs(fetch.sent)}]`;
  if (answer?.statusText) line += `,"statusText":${quote(answer.statusText)}`;
  if (answer) line += `,"headers":${JSON.stringify(shown(answer.headers))}`;
  if (redirects.length > 0) {
    line += `,"redirects":${JSON.stringify(redirects.map(({ status, url }) => ({ status, url: maskUrl(url) })))}`;
  }
  const [first, ...more] = fetch.attempts;
  const isToldAlready = more.length === 0 && first?.start === row.start && first.total === row.total;
  if (!isToldAlready) line += `,"attempts":${JSON.stringify(fetch.attempts)}`;
  if (exchange?.certificate) line += `,"certificate":${JSON.stringify(exchange.certificate)}`;
  return `${line}}`;
}

function pieces(all: readonly (readonly [offset: number, length: number])[]): string {
  let texts = '';
  for (const [offset, length] of all) texts += `${texts && ','}[${offset},${length}]`;
  return texts;
}

/** A server's own headers are shown as they came, but for sessions that it opens, and where it leads. */
function shown(headers: AnswerHeaders): AnswerHeaders {
  if (headers['set-cookie'] === undefined && headers['location'] === undefined) return headers;
  const masked = { ...headers };
  for (const name of ['set-cookie', 'location']) {
    const value = headers[name];
    const show = (each: string) => (name === 'location' ? maskUrl(each) : maskHeader(name, each));
    if (value !== undefined) masked[name] = typeof value === 'string' ? show(value) : value.map(show);
  }
  return masked;
}

/** The pairs of headers that all requests of a template share. */
const sharedPairs = new WeakMap<readonly string[], string>();

/** A pair for each header that was sent, secrets masked. */
function sentPairs({ url, headers, carried, template }: Outgoing): string {
  let pairs = sharedPairs.get(headers);
  if (pairs === undefined) {
    pairs = '';
    for (let n = 0; n < headers.length; n += 2) {
      const name = headers[n] ?? '';
      const value = headers[n + 1] ?? '';
      // What belongs to one host alone is taken for a secret, whatever its name.
      const isCarried =
        headers === carried ||
        carried.some((each, m) => m % 2 === 0 && each === name && carried[m + 1] === value);
      pairs += `,[${quote(name)},${quote(isCarried ? maskHeader(name, value) : mask)}]`;
    }
    if (headers === template.flat) sharedPairs.set(headers, pairs);
  }
  return `["host",${quote(url.host)}]${pairs}`;
}

// Printable ASCII but for the quotation mark and the backslash stands in JSON as it is (RFC 8259 §7).
const verbatim = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/** A text as a JSON string. */
export function quote(text: string): string {
  return verbatim.test(text) ? `"${text}"` : JSON.stringify(text);
}
