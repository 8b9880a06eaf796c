import { join } from 'node:path';
import type { FetchResult } from '../api.ts';
import { maskRequest } from '../core/maskRequest.ts';
import { maskUrl } from '../core/maskSecrets.ts';
import { detailsOf, type ResultLine, runFiles, type Slice } from '../core/runFormat.ts';
import type { BodyState, ExportedRow } from '../export/exportedRow.ts';
import { BlockReader } from './blockReader.ts';
import type { PortionRow } from './portionRows.ts';
import { StoredBodies } from './storedBodies.ts';

const detailsMark = ',"details":{';

/** A row as it is exported, and where its body lies. */
export interface RowWithBody extends ExportedRow {
  slices: readonly Slice[];
}

/** Puts together what is told of rows: what was asked, and the record in the run's folder of what came of it. */
export class ExportedRows {
  readonly bodies: StoredBodies;
  private readonly records: BlockReader;
  private readonly detailed: boolean;

  /** `detailed` is whether details are wanted. */
  constructor(folder: string, detailed: boolean) {
    this.records = new BlockReader(join(folder, runFiles.results));
    this.bodies = new StoredBodies(join(folder, runFiles.bodies));
    this.detailed = detailed;
  }

  of(row: PortionRow): RowWithBody {
    const { bodyFile, masked: _, ...request } = maskRequest(row.request) as PortionRow['request'];
    const line = row.record && this.line(row.record);
    const file = bodyFile === undefined ? {} : { bodyFile };
    if (!line) {
      const result = row.result
        ? { ...row.result, url: maskUrl(row.result.url), request }
        : { ...noResult, index: row.index, request, outcome: row.outcome ?? 'cancelled', url: request.url };
      // Without its record nobody knows where the body lies.
      const body = row.record || result.bodyBytes > 0 ? 'lost' : 'none';
      return { result, ...file, body, fields: row.fields, slices: [] };
    }
    return {
      result: resultOf(row.index, request, line),
      ...(this.detailed && { details: detailsOf(line) }),
      ...file,
      body: this.bodyState(line),
      fields: row.fields,
      slices: line.body,
    };
  }

  close(): void {
    this.records.close();
    this.bodies.close();
  }

  private line(record: Slice): ResultLine | undefined {
    const bytes = this.records.read(record);
    // Within a string its quotation marks would be escaped.
    const cut = this.detailed ? -1 : bytes.indexOf(detailsMark);
    try {
      const value: unknown = JSON.parse(
        cut < 0 ? bytes.toString('utf8') : `${bytes.toString('utf8', 0, cut)}}`,
      );
      return isResultLine(value) ? value : undefined;
    } catch {
      // It was torn, or overwritten with blanks.
      return undefined;
    }
  }

  private bodyState({ body, truncated, status, bodyBytes }: ResultLine): BodyState {
    if (body.length === 0 || bodyBytes === 0) return status === undefined || bodyBytes > 0 ? 'none' : 'empty';
    if (!this.bodies.has(body)) return 'lost';
    return truncated ? 'truncated' : 'whole';
  }
}

function isResultLine(value: unknown): value is ResultLine {
  return typeof value === 'object' && value !== null && 'timings' in value && 'body' in value;
}

const noTimings = {
  start: 0,
  waited: 0,
  dns: 0,
  connect: 0,
  tls: 0,
  firstByte: 0,
  download: 0,
  reused: false,
  total: 0,
};

const noResult = {
  hops: 0,
  attempts: 0,
  timings: noTimings,
  wireBytes: 0,
  bodyBytes: 0,
  preview: '',
} as const;

/** What is absent is there as `undefined`, and no more in JSON: to copy what is there would take longer than to read it. */
function resultOf(index: number, request: FetchResult['request'], line: ResultLine): FetchResult {
  const { timings } = line;
  const result = {
    index,
    request,
    outcome: line.outcome,
    status: line.status,
    url: line.url,
    hops: line.hops ?? 0,
    attempts: line.attempts ?? 1,
    failure: line.failure,
    verdict: line.verdict,
    timings: {
      start: timings.start,
      waited: timings.waited ?? 0,
      dns: timings.dns ?? 0,
      connect: timings.connect ?? 0,
      tls: timings.tls ?? 0,
      firstByte: timings.firstByte ?? 0,
      download: timings.download ?? 0,
      reused: timings.reused ?? false,
      total: timings.total,
    },
    wireBytes: line.wireBytes,
    bodyBytes: line.bodyBytes,
    characters: line.characters,
    truncated: line.truncated,
    contentType: line.contentType,
    charset: line.charset,
    title: line.title,
    preview: line.preview,
  };
  return result as FetchResult;
}
