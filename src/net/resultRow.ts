import type { Failure, FetchDetails, FetchResult, Outcome } from '../api.ts';
import { flag } from '../core/columns.ts';
import { failureKinds, phases } from '../core/failureKinds.ts';
import { maskHeader, maskUrl } from '../core/maskSecrets.ts';
import type { ResultRow } from '../core/resultBatch.ts';
import { stateCode } from '../core/rowState.ts';
import type { FetchOne } from './fetchOne.ts';
import { toMicroseconds } from '../core/toMicroseconds.ts';

/** How a request ended. */
export interface Ended {
  index: number;
  outcome: Outcome;
  failure: Failure | undefined;
  /** The request's own URL. */
  requestUrl: string;
  /** When the run began, in `performance.now()` ms. */
  runStart: number;
  /** What was done for it; `undefined` where nothing was. */
  fetch: FetchOne | undefined;
}

/** A line of a run's file of results: a result without its request, where its body lies, and its details. */
export interface ResultRecord extends Omit<FetchResult, 'request'> {
  /** Offset and length of each piece of the body in the run's file of bodies. */
  body: readonly (readonly [number, number])[];
  details: FetchDetails;
}

/** The values of a table's columns for a request that ended, but for where its record lies. */
export function resultRow({ outcome, failure, requestUrl, runStart, fetch }: Ended): ResultRow {
  const exchange = fetch?.exchange;
  const body = exchange?.body;
  const times = exchange?.times;
  const hops = fetch?.redirects.length ?? 0;
  const url = fetch && fetch.url !== requestUrl && (hops > 0 || fetch.hasParams) ? fetch.url : '';
  return {
    state: stateCode[outcome],
    status: exchange?.status ?? 0,
    hops,
    attempts: fetch?.attempts.length ?? 0,
    flags:
      (body?.truncated ? flag.truncated : 0) |
      (times?.reused ? flag.reused : 0) |
      (fetch?.blocked ? flag.blocked : 0) |
      (body && body.pieces.length > 1 ? flag.scattered : 0),
    failureKind: failure ? failureKinds.indexOf(failure.kind) + 1 : 0,
    phase: failure?.phase ? phases.indexOf(failure.phase) + 1 : 0,
    start: fetch?.firstStart ? toMicroseconds(fetch.firstStart - runStart) : 0,
    waited: toMicroseconds(fetch?.waited ?? 0),
    dns: toMicroseconds(times?.dns ?? 0),
    connect: toMicroseconds(times?.connect ?? 0),
    tls: toMicroseconds(times?.tls ?? 0),
    firstByte: toMicroseconds(times?.firstByte ?? 0),
    download: toMicroseconds(times?.download ?? 0),
    total: toMicroseconds(fetch?.total ?? 0),
    wireBytes: exchange?.wireBytes ?? 0,
    bodyBytes: body?.bytes ?? 0,
    characters: body?.characters === undefined ? 0 : body.characters + 1,
    bodyOffset: body?.pieces[0]?.[0] ?? 0,
    recordOffset: 0,
    recordLength: 0,
    url,
    contentType: exchange?.header('content-type') ?? '',
    charset: body?.charset ?? '',
    title: body?.title ?? '',
    preview: body?.preview ?? '',
    code: failure?.code ?? '',
    message: failure?.message ?? '',
  };
}

/** The line to be stored for a request that ended, from its row; no secret of the request is in it. */
export function resultRecord(
  { index, outcome, failure, requestUrl, fetch }: Ended,
  row: ResultRow,
): ResultRecord {
  const exchange = fetch?.exchange;
  const { waited, dns, connect, tls, firstByte, download, total, start } = row;
  return {
    index,
    outcome,
    ...(row.status > 0 && { status: row.status }),
    url: maskUrl(fetch?.url ?? requestUrl),
    hops: row.hops,
    attempts: row.attempts,
    ...(failure && { failure }),
    ...(fetch?.blocked && { verdict: 'blocked' as const }),
    timings: {
      start,
      waited,
      dns,
      connect,
      tls,
      firstByte,
      download,
      reused: (row.flags & flag.reused) !== 0,
      total,
    },
    wireBytes: row.wireBytes,
    bodyBytes: row.bodyBytes,
    ...(row.characters > 0 && { characters: row.characters - 1 }),
    ...((row.flags & flag.truncated) !== 0 && { truncated: true as const }),
    ...(row.contentType && { contentType: row.contentType }),
    ...(row.charset && { charset: row.charset }),
    ...(row.title && { title: row.title }),
    preview: row.preview,
    body: exchange?.body?.pieces ?? [],
    details: {
      ...(exchange?.statusText && { statusText: exchange.statusText }),
      ...(exchange?.status !== undefined && { httpVersion: '1.1' }),
      headers: (exchange?.headers ?? []).map(([name, value]) => [name, maskCookie(name, value)]),
      requestHeaders: fetch?.requestHeaders ?? [],
      redirects: (fetch?.redirects ?? []).map(({ status, url }) => ({ status, url: maskUrl(url) })),
      attempts: fetch?.attempts ?? [],
      ...(exchange?.certificate && { certificate: exchange.certificate }),
    },
  };
}

/** A server's own headers are shown as they came, but for the sessions that it opens. */
function maskCookie(name: string, value: string): string {
  return name === 'set-cookie' ? maskHeader(name, value) : value;
}
