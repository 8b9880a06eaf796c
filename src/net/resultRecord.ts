import { flag } from '../core/columns.ts';
import { mask, maskHeader, maskUrl } from '../core/maskSecrets.ts';
import type { ResultRow } from '../core/resultBatch.ts';
import type { AnswerHeaders } from './answer.ts';
import type { FetchOne } from './fetchOne.ts';
import type { JsonLine } from './jsonLine.ts';
import type { Outgoing } from './outgoing.ts';
import type { Ended } from './resultRow.ts';

/**
 * Writes the line of a run's file of results for a request that ended, from its row: a `ResultLine`, with no secret of the
 * request in it. It says nothing that goes without saying.
 */
export function resultRecord(
  line: JsonLine,
  { index, outcome, failure, requestUrl, fetch }: Ended,
  row: ResultRow,
): void {
  const answer = fetch?.exchange?.answer;
  line.raw('{"index":').number(index).raw(',"outcome":').text(outcome);
  if (answer) line.raw(',"status":').number(answer.status);
  line.raw(',"url":').text(maskUrl(fetch?.url ?? requestUrl));
  if (row.hops > 0) line.raw(',"hops":').number(row.hops);
  if (row.flags & flag.moved) line.raw(',"moved":true');
  if (row.attempts !== 1) line.raw(',"attempts":').number(row.attempts);
  if (failure) line.raw(',"failure":').value(failure);
  if (row.flags & flag.blocked) line.raw(',"verdict":"blocked"');
  timings(line, row);
  line.raw(',"wireBytes":').number(row.wireBytes).raw(',"bodyBytes":').number(row.bodyBytes);
  if (row.characters > 0) line.raw(',"characters":').number(row.characters - 1);
  if (row.flags & flag.truncated) line.raw(',"truncated":true');
  if (row.contentType) line.raw(',"contentType":').text(row.contentType);
  if (row.charset) line.raw(',"charset":').text(row.charset);
  if (row.title) line.raw(',"title":').text(row.title);
  line.raw(',"preview":').text(row.preview).raw(',"body":[');
  if (answer?.body) pieces(line, answer.body.pieces);
  line.raw('],"details":{');
  if (fetch) details(line, fetch, row);
  line.raw('}}\n');
}

function timings(
  line: JsonLine,
  { start, waited, dns, connect, tls, firstByte, download, total, flags }: ResultRow,
): void {
  line.raw(',"timings":{"start":').number(start);
  if (waited > 0) line.raw(',"waited":').number(waited);
  if (flags & flag.reused) line.raw(',"reused":true');
  else line.raw(',"dns":').number(dns).raw(',"connect":').number(connect).raw(',"tls":').number(tls);
  line.raw(',"firstByte":').number(firstByte).raw(',"download":').number(download);
  line.raw(',"total":').number(total).raw('}');
}

function details(line: JsonLine, fetch: FetchOne, row: ResultRow): void {
  const { exchange, redirects } = fetch;
  const answer = exchange?.answer;
  if (fetch.sentHead) line.raw('"method":"HEAD",');
  line
    .raw('"requestHeaders":[')
    .raw('["host",')
    .text(fetch.sent.url.host)
    .raw(']')
    .raw(sentPairs(fetch.sent))
    .raw(']');
  if (answer?.statusText) line.raw(',"statusText":').text(answer.statusText);
  if (answer) answerHeaders(line.raw(',"headers":'), answer.headers);
  if (redirects.length > 0) {
    line.raw(',"redirects":').value(redirects.map(({ status, url }) => ({ status, url: maskUrl(url) })));
  }
  const [first, ...more] = fetch.attempts;
  const isToldAlready = more.length === 0 && first?.start === row.start && first.total === row.total;
  if (!isToldAlready) line.raw(',"attempts":').value(fetch.attempts);
  if (exchange?.certificate) line.raw(',"certificate":').value(exchange.certificate);
}

function pieces(line: JsonLine, all: readonly (readonly [offset: number, length: number])[]): void {
  let before = '[';
  for (const [offset, length] of all) {
    line.raw(before).number(offset).raw(',').number(length).raw(']');
    before = ',[';
  }
}

/** A server's own headers are shown as they came, but for sessions that it opens, and where it leads. */
function answerHeaders(line: JsonLine, all: AnswerHeaders): void {
  let before = '{';
  for (const name of Object.keys(all)) {
    const value = all[name] ?? '';
    line.raw(before).text(name).raw(':');
    if (name === 'set-cookie' || name === 'location') line.value(shown(name, value));
    else if (typeof value === 'string') line.text(value);
    else line.value(value);
    before = ',';
  }
  line.raw(before === '{' ? '{}' : '}');
}

function shown(name: string, value: string | string[]): string | string[] {
  const show = (each: string) => (name === 'location' ? maskUrl(each) : maskHeader(name, each));
  return typeof value === 'string' ? show(value) : value.map(show);
}

/** The pairs of headers that all requests of a template share. */
const sharedPairs = new WeakMap<readonly string[], string>();

/** A comma and a pair for each header that was sent beside `Host`, secrets masked. */
function sentPairs({ headers, carried, template }: Outgoing): string {
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
      pairs += `,${JSON.stringify([name, isCarried ? maskHeader(name, value) : mask])}`;
    }
    if (headers === template.flat) sharedPairs.set(headers, pairs);
  }
  return pairs;
}
