import type { Outcome } from '../api.ts';
import { flag } from '../core/columns.ts';
import { mask, maskHeader, maskUrl } from '../core/maskSecrets.ts';
import type { ResultRow } from '../core/resultBatch.ts';
import type { AnswerHeaders } from './answer.ts';
import type { FetchOne } from './fetchOne.ts';
import { HeaderPairs } from './headerPairs.ts';
import type { JsonLine } from './jsonLine.ts';
import type { Outgoing } from './outgoing.ts';
import type { Ended } from './resultRow.ts';

const encode = (text: string): Uint8Array => Buffer.from(text);

/** What nearly every line has in it. */
const json = {
  index: encode('{"index":'),
  outcomes: {
    ok: encode(',"outcome":"ok"'),
    httpError: encode(',"outcome":"httpError"'),
    failed: encode(',"outcome":"failed"'),
    cancelled: encode(',"outcome":"cancelled"'),
  } satisfies Record<Outcome, Uint8Array>,
  status: encode(',"status":'),
  url: encode(',"url":'),
  timings: encode(',"timings":{"start":'),
  reused: encode(',"reused":true'),
  firstByte: encode(',"firstByte":'),
  download: encode(',"download":'),
  total: encode(',"total":'),
  brace: encode('}'),
  wireBytes: encode(',"wireBytes":'),
  bodyBytes: encode(',"bodyBytes":'),
  characters: encode(',"characters":'),
  contentType: encode(',"contentType":'),
  charset: encode(',"charset":'),
  title: encode(',"title":'),
  preview: encode(',"preview":'),
  body: encode(',"body":['),
  details: encode('],"details":{'),
  requestHeaders: encode('"requestHeaders":[["host",'),
  statusText: encode(',"statusText":'),
  headers: encode(',"headers":'),
  end: encode('}}\n'),
};

const headerPairs = new HeaderPairs();

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
  line.encoded(json.index).number(index).encoded(json.outcomes[outcome]);
  if (answer) line.encoded(json.status).number(answer.status);
  line.encoded(json.url).text(maskUrl(fetch?.url ?? requestUrl));
  if (row.hops > 0) line.raw(',"hops":').number(row.hops);
  if (row.flags & flag.moved) line.raw(',"moved":true');
  if (row.attempts !== 1) line.raw(',"attempts":').number(row.attempts);
  if (failure) line.raw(',"failure":').value(failure);
  if (row.flags & flag.blocked) line.raw(',"verdict":"blocked"');
  timings(line, row);
  line.encoded(json.wireBytes).number(row.wireBytes).encoded(json.bodyBytes).number(row.bodyBytes);
  if (row.characters > 0) line.encoded(json.characters).number(row.characters - 1);
  if (row.flags & flag.truncated) line.raw(',"truncated":true');
  if (row.contentType) line.encoded(json.contentType).text(row.contentType);
  if (row.charset) line.encoded(json.charset).text(row.charset);
  if (row.title) line.encoded(json.title).text(row.title);
  line.encoded(json.preview).text(row.preview).encoded(json.body);
  if (answer?.body) pieces(line, answer.body.pieces);
  line.encoded(json.details);
  if (fetch) details(line, fetch, row);
  line.encoded(json.end);
}

function timings(
  line: JsonLine,
  { start, waited, dns, connect, tls, firstByte, download, total, flags }: ResultRow,
): void {
  line.encoded(json.timings).number(start);
  if (waited > 0) line.raw(',"waited":').number(waited);
  if (flags & flag.reused) line.encoded(json.reused);
  else line.raw(',"dns":').number(dns).raw(',"connect":').number(connect).raw(',"tls":').number(tls);
  line.encoded(json.firstByte).number(firstByte).encoded(json.download).number(download);
  line.encoded(json.total).number(total).encoded(json.brace);
}

function details(line: JsonLine, fetch: FetchOne, row: ResultRow): void {
  const { exchange, redirects } = fetch;
  const answer = exchange?.answer;
  if (fetch.sentHead) line.raw('"method":"HEAD",');
  line.encoded(json.requestHeaders).text(fetch.sent.url.host).encoded(sentPairs(fetch.sent));
  if (answer?.statusText) line.encoded(json.statusText).text(answer.statusText);
  if (answer) answerHeaders(line.encoded(json.headers), answer.headers);
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
  let comma = false;
  line.raw('{');
  for (const name of Object.keys(all)) {
    const value = all[name] ?? '';
    if (comma) line.raw(',');
    comma = true;
    const isShown = name !== 'set-cookie' && name !== 'location';
    if (isShown && typeof value === 'string') headerPairs.write(line, name, value);
    else
      line
        .text(name)
        .raw(':')
        .value(isShown ? value : shown(name, value));
  }
  line.raw('}');
}

function shown(name: string, value: string | string[]): string | string[] {
  const show = (each: string) => (name === 'location' ? maskUrl(each) : maskHeader(name, each));
  return typeof value === 'string' ? show(value) : value.map(show);
}

/** The pairs of headers that all requests of a template share. */
const sharedPairs = new WeakMap<readonly string[], Uint8Array>();

/** A comma and a pair for each header that was sent beside `Host`, secrets masked, and the ends of their lists. */
function sentPairs({ headers, carried, template }: Outgoing): Uint8Array {
  let encoded = sharedPairs.get(headers);
  if (encoded === undefined) {
    let pairs = ']';
    for (let n = 0; n < headers.length; n += 2) {
      const name = headers[n] ?? '';
      const value = headers[n + 1] ?? '';
      // What belongs to one host alone is taken for a secret, whatever its name.
      const isCarried =
        headers === carried ||
        carried.some((each, m) => m % 2 === 0 && each === name && carried[m + 1] === value);
      pairs += `,${JSON.stringify([name, isCarried ? maskHeader(name, value) : mask])}`;
    }
    encoded = encode(`${pairs}]`);
    if (headers === template.flat) sharedPairs.set(headers, encoded);
  }
  return encoded;
}
