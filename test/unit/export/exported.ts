import type { FetchDetails, FetchResult } from '../../../src/api.ts';
import type { ExportedRow } from '../../../src/export/exportedRow.ts';

/** A row as it is exported: a plain answer, but for what a test says. */
export function exported(
  result: Partial<FetchResult> = {},
  details: Partial<FetchDetails> = {},
  rest: Partial<ExportedRow> = {},
): ExportedRow {
  const url = result.request?.url ?? 'https://e.com/a?b=c';
  return {
    result: {
      index: 0,
      request: { url },
      outcome: 'ok',
      status: 200,
      url,
      hops: 0,
      attempts: 1,
      timings: {
        start: 5,
        waited: 0,
        dns: 1,
        connect: 2,
        tls: 3,
        firstByte: 4,
        download: 6,
        reused: false,
        total: 16,
      },
      wireBytes: 10,
      bodyBytes: 12,
      characters: 12,
      contentType: 'text/plain',
      charset: 'UTF-8',
      preview: 'Hello, world',
      ...result,
    },
    details: {
      statusText: 'OK',
      httpVersion: '1.1',
      headers: [['content-type', 'text/plain']],
      requestHeaders: [
        ['host', 'e.com'],
        ['accept', '*/*'],
        ['accept-encoding', 'gzip'],
      ],
      redirects: [],
      attempts: [{ start: 5, total: 16, status: 200 }],
      ...details,
    },
    body: 'whole',
    fields: [],
    ...rest,
  };
}
