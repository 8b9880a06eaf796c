import { csvLine } from './csv.ts';
import type { ExportedRow } from './exportedRow.ts';

/** The first line of the index of saved bodies, its end included. */
export const bodyIndexHeader = csvLine([
  'row',
  'url',
  'status',
  'outcome',
  'contentType',
  'file',
  'bytes',
  'body',
]);

/** The line of a row: the file that has its body, if any, and what there is of it. Rows count from 1. */
export function bodyIndexLine({ result, body }: ExportedRow, file: string | undefined): string {
  const { index, request, status, outcome, contentType, bodyBytes } = result;
  return csvLine([index + 1, request.url, status, outcome, contentType, file, bodyBytes, body]);
}
