import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { flag } from '../core/columns.ts';
import { failureKinds, phases } from '../core/failureKinds.ts';
import { BatchPacker, type ResultBatch, type ResultRow } from '../core/resultBatch.ts';
import { stateCode } from '../core/rowState.ts';
import { type ResultLine, runFiles } from '../core/runFormat.ts';
import type { StoredExtent, StoredResults } from '../core/textProtocol.ts';
import { chunkSize } from './portions.ts';
import { eachRecord, lineExtent, wholeLines } from './wholeLines.ts';

/** What became of a stored run's requests, in batches in the order of completion, and at the end how much there is. */
export async function* storedResults(what: StoredResults): AsyncGenerator<ResultBatch, StoredExtent> {
  const { folder, count, isFilled, wholeOnly } = what;
  const bodiesLength = await sizeOf(join(folder, runFiles.bodies));
  const requests = await lineExtent(join(folder, runFiles.requests));
  const extent: StoredExtent = { resultsLength: 0, requests, lost: [], elapsed: 0 };
  const packer = new BatchPacker();
  for await (const lines of wholeLines(join(folder, runFiles.results))) {
    const full: ResultBatch[] = [];
    extent.resultsLength = lines.offset + lines.bytes.length;
    eachRecord(
      lines,
      (value, offset, length) => {
        const record = value as ResultLine;
        if (!(record.index < count) || !Array.isArray(record.body)) return;
        const isLost = record.body.some(([start, size]) => start + size > bodiesLength);
        if (isLost) extent.lost.push([offset, length]);
        if (isLost && wholeOnly) return;
        const row = rowOf(record, isFilled, offset, length);
        extent.elapsed = Math.max(extent.elapsed, row.start + row.waited + row.total);
        packer.add(record.index, row);
        if (packer.count === chunkSize) full.push(packer.take());
      },
      'details',
    );
    yield* full;
  }
  if (packer.count > 0) yield packer.take();
  return extent;
}

/** The row that a record was written from; see resultRow.ts in net. */
function rowOf(record: ResultLine, isFilled: boolean, offset: number, length: number): ResultRow {
  const { timings, failure, body } = record;
  return {
    state: stateCode[record.outcome],
    status: record.status ?? 0,
    hops: record.hops ?? 0,
    attempts: record.attempts ?? 1,
    flags:
      (record.truncated ? flag.truncated : 0) |
      (record.verdict ? flag.blocked : 0) |
      (timings.reused ? flag.reused : 0) |
      (record.moved ? flag.moved : 0) |
      (body.length > 1 ? flag.scattered : 0),
    failureKind: failure ? failureKinds.indexOf(failure.kind) + 1 : 0,
    phase: failure?.phase ? phases.indexOf(failure.phase) + 1 : 0,
    start: timings.start,
    waited: timings.waited ?? 0,
    dns: timings.dns ?? 0,
    connect: timings.connect ?? 0,
    tls: timings.tls ?? 0,
    firstByte: timings.firstByte ?? 0,
    download: timings.download ?? 0,
    total: timings.total,
    wireBytes: record.wireBytes,
    bodyBytes: record.bodyBytes,
    characters: record.characters === undefined ? 0 : record.characters + 1,
    bodyOffset: body[0]?.[0] ?? 0,
    recordOffset: offset,
    recordLength: length,
    url: record.hops || (isFilled && record.attempts !== 0) ? record.url : '',
    contentType: record.contentType ?? '',
    charset: record.charset ?? '',
    title: record.title ?? '',
    preview: record.preview,
    code: failure?.code ?? '',
    message: failure?.message ?? '',
  };
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}
