import type { FetchDetails } from '../api.ts';
import { flag } from '../core/columns.ts';
import { mask, maskHeader, maskUrl } from '../core/maskSecrets.ts';
import type { ResultRow } from '../core/resultBatch.ts';
import type { AnswerHeaders } from './answer.ts';
import type { Outgoing } from './outgoing.ts';
import type { Ended } from './resultRow.ts';

/**
 * The line of a run's file of results for a request that ended, from its row: JSON, as runFormat.md describes it, with no
 * secret of the request in it. It is put together by hand, since `JSON.stringify` would take a fifth of all the time that
 * a request costs.
 */
export function resultRecord({ index, outcome, failure, requestUrl, fetch }: Ended, row: ResultRow): string {
  const answer = fetch?.exchange?.answer;
  let line = `{"index":${index},"outcome":"${outcome}"`;
  if (answer) line += `,"status":${answer.status}`;
  line += `,"url":${quote(maskUrl(fetch?.url ?? requestUrl))},"hops":${row.hops},"attempts":${row.attempts}`;
  if (failure) line += `,"failure":${JSON.stringify(failure)}`;
  if (fetch?.blocked) line += ',"verdict":"blocked"';
  line += `,"timings":{"start":${row.start},"waited":${row.waited},"dns":${row.dns},"connect":${row.connect},"tls":${row.tls}`;
  line += `,"firstByte":${row.firstByte},"download":${row.download},"reused":${(row.flags & flag.reused) !== 0},"total":${row.total}}`;
  line += `,"wireBytes":${row.wireBytes},"bodyBytes":${row.bodyBytes}`;
  if (row.characters > 0) line += `,"characters":${row.characters - 1}`;
  if (row.flags & flag.truncated) line += ',"truncated":true';
  if (row.contentType) line += `,"contentType":${quote(row.contentType)}`;
  if (row.charset) line += `,"charset":${quote(row.charset)}`;
  if (row.title) line += `,"title":${quote(row.title)}`;
  line += `,"preview":${quote(row.preview)}`;
  line += `,"body":[${answer?.body ? pieces(answer.body.pieces) : ''}],"details":{`;
  if (answer?.statusText) line += `"statusText":${quote(answer.statusText)},`;
  if (answer) line += '"httpVersion":"1.1",';
  line += `"headers":[${answer ? headerPairs(answer.headers) : ''}],"requestHeaders":[${fetch ? sentPairs(fetch.sent) : ''}]`;
  line += `,"redirects":${fetch?.redirects.length ? JSON.stringify(fetch.redirects.map(({ status, url }) => ({ status, url: maskUrl(url) }))) : '[]'}`;
  line += `,"attempts":[${fetch ? attempts(fetch.attempts) : ''}]`;
  const certificate = fetch?.exchange?.certificate;
  if (certificate) line += `,"certificate":${JSON.stringify(certificate)}`;
  return `${line}}}\n`;
}

function pieces(all: readonly (readonly [offset: number, length: number])[]): string {
  let texts = '';
  for (const [offset, length] of all) texts += `${texts && ','}[${offset},${length}]`;
  return texts;
}

function attempts(all: FetchDetails['attempts']): string {
  let texts = '';
  for (const { start, total, status, failure } of all) {
    texts += `${texts && ','}{"start":${start},"total":${total}`;
    if (status !== undefined) texts += `,"status":${status}`;
    texts += failure ? `,"failure":${JSON.stringify(failure)}}` : '}';
  }
  return texts;
}

/** A pair for each value of each header. A server's own are shown as they came, but for sessions that it opens, and where it leads. */
function headerPairs(headers: AnswerHeaders): string {
  let pairs = '';
  for (const name in headers) {
    const value = headers[name] ?? '';
    for (const each of typeof value === 'string' ? [value] : value) {
      const shown = shownHeader(name, each);
      pairs += `${pairs && ','}[${quote(name)},${quote(shown)}]`;
    }
  }
  return pairs;
}

function shownHeader(name: string, value: string): string {
  if (name === 'set-cookie') return maskHeader(name, value);
  return name === 'location' ? maskUrl(value) : value;
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
