import type { Failure, Outcome } from '../api.ts';
import { flag } from '../core/columns.ts';
import { failureKinds, phases } from '../core/failureKinds.ts';
import { isMoved } from '../core/isMoved.ts';
import { mayBeDynamic } from '../core/references.ts';
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
  /** It or the run's options were read back without their secrets. */
  lacksSecret: boolean;
  /** When the run began, in `performance.now()` ms. */
  runStart: number;
  /** What was done for it; `undefined` where nothing was. */
  fetch: FetchOne | undefined;
}

/** The values of a table's columns for a request that ended, but for where its record lies. */
export function resultRow({ outcome, failure, requestUrl, runStart, fetch }: Ended): ResultRow {
  const exchange = fetch?.exchange;
  const answer = exchange?.answer;
  const body = answer?.body;
  const times = exchange?.times;
  const hops = fetch?.redirects.length ?? 0;
  const differs = hops > 0 || fetch?.hasParams || mayBeDynamic(requestUrl);
  const url = fetch && differs && fetch.url !== requestUrl ? fetch.url : '';
  return {
    state: stateCode[outcome],
    status: answer?.status ?? 0,
    hops,
    attempts: fetch?.attempts.length ?? 0,
    flags:
      (body?.truncated ? flag.truncated : 0) |
      (times?.reused ? flag.reused : 0) |
      (fetch?.blocked ? flag.blocked : 0) |
      (isMoved(fetch?.redirects ?? []) ? flag.moved : 0) |
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
    wireBytes: answer?.wireBytes ?? 0,
    bodyBytes: body?.bytes ?? 0,
    characters: body?.characters === undefined ? 0 : body.characters + 1,
    bodyOffset: body?.pieces[0]?.[0] ?? 0,
    recordOffset: 0,
    recordLength: 0,
    url,
    contentType: answer?.contentType ?? '',
    charset: body?.charset ?? '',
    title: body?.title ?? '',
    preview: body?.preview ?? '',
    code: failure?.code ?? '',
    message: failure?.message ?? '',
  };
}
