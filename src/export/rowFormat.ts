import { byteOrderMark, csvHeader, csvResult } from './csv.ts';
import { curlOfResult } from './curlOfResult.ts';
import type { ExportedRow } from './exportedRow.ts';
import { type BodyHole, type HarContext, harEnd, harEntries, harStart } from './har.ts';
import { jsonResult } from './json.ts';
import { markdownHeader, markdownResult } from './markdown.ts';
import type { ExportFormat } from '../core/exportProtocol.ts';

/** How rows become a text. */
export interface RowFormat {
  /** What stands before them all. */
  readonly start: string;
  /** What stands between two. */
  readonly between: string;
  readonly end: string;
  /** Whether the details of rows are told: reading them takes most of the time. */
  readonly detailed: boolean;
  /** A row in pieces, holes for its body among them; no pieces: the row is left out. */
  row(row: ExportedRow): readonly (string | { hole: BodyHole })[];
}

/** The format of this name; `forFile` is whether a file is written, and not a text to paste; `fields` are their names. */
export function rowFormat(
  format: ExportFormat,
  context: HarContext,
  { forFile, fields }: { forFile: boolean; fields: readonly string[] },
): RowFormat {
  const plain = { start: '', between: '', end: '', detailed: false };
  switch (format) {
    case 'har':
      return {
        start: harStart(context),
        between: ',\n',
        end: harEnd,
        detailed: true,
        row: (row) => harEntries(row, context),
      };
    case 'csv':
      return {
        ...plain,
        start: `${forFile ? byteOrderMark : ''}${csvHeader(fields)}`,
        row: ({ result, fields: values }) => [csvResult(result, values)],
      };
    case 'ndjson':
      return { ...plain, detailed: true, row: (row) => [`${jsonResult(row, fields)}\n`] };
    case 'json':
      return {
        start: '[\n',
        between: ',\n',
        end: '\n]\n',
        detailed: true,
        row: (row) => [jsonResult(row, fields)],
      };
    case 'markdown':
      return {
        ...plain,
        start: markdownHeader(fields),
        row: ({ result, fields: values }) => [markdownResult(result, values)],
      };
    case 'curl':
      return { ...plain, detailed: true, row: (row) => [`${curlOfResult(row)}\n`] };
    case 'urls':
      return { ...plain, row: ({ result }) => [`${result.request.url}\n`] };
    default:
      return format satisfies never;
  }
}
