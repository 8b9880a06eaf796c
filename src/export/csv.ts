import type { FetchResult } from '../api.ts';

/**
 * What is written before a CSV file: without it, spreadsheets take the file for one in an encoding of the machine's. Others
 * are used to it: it is what `utf-8-sig` is about.
 */
export const byteOrderMark = '\ufeff';

// What spreadsheets take for the beginning of a formula, the wide forms of East Asian input included.
const formula = /^[=+\-@\t\r\n＝＋－＠]/;
const quoted = /[",\r\n]/;
const special = /^[=+\-@\t＝＋－＠]|[",\r\n]/;

const columns = [
  'row',
  'name',
  'method',
  'url',
  'outcome',
  'status',
  'finalUrl',
  'hops',
  'attempts',
  'failureKind',
  'failurePhase',
  'failureCode',
  'failureMessage',
  'verdict',
  'contentType',
  'charset',
  'wireBytes',
  'bodyBytes',
  'characters',
  'truncated',
  'start',
  'waited',
  'dns',
  'connect',
  'tls',
  'firstByte',
  'download',
  'reused',
  'total',
  'title',
  'preview',
] as const;

/** The first line of a table of results, its end included; `fields` are the names of the run's. No name comes twice. */
export function csvHeader(fields: readonly string[] = []): string {
  const taken = new Set<string>(columns);
  return csvLine([...columns, ...fields.map((name) => (taken.has(name) ? `field ${name}` : name))]);
}

/** The line of a result, its end included. Rows count from 1, as in the panel; times are milliseconds. */
export function csvResult(result: FetchResult, fields: readonly string[] = []): string {
  const { request, failure, timings } = result;
  return csvLine([
    result.index + 1,
    request.name,
    request.method ?? 'GET',
    request.url,
    result.outcome,
    result.status,
    result.url,
    result.hops,
    result.attempts,
    failure?.kind,
    failure?.phase,
    failure?.code,
    failure?.message,
    result.verdict,
    result.contentType,
    result.charset,
    result.wireBytes,
    result.bodyBytes,
    result.characters,
    result.truncated,
    timings.start,
    timings.waited,
    timings.dns,
    timings.connect,
    timings.tls,
    timings.firstByte,
    timings.download,
    timings.reused,
    timings.total,
    result.title,
    result.preview,
    ...fields,
  ]);
}

/** A line of RFC 4180, its end included. What is absent, and `false`, is an empty cell. */
export function csvLine(cells: readonly (string | number | boolean | undefined)[]): string {
  let line = '';
  for (const cell of cells) line += `${csvCell(cell)},`;
  return `${line.slice(0, -1)}\r\n`;
}

function csvCell(value: string | number | boolean | undefined): string {
  if (typeof value === 'number') return String(value);
  if (value === undefined || value === false) return '';
  if (value === true) return 'true';
  // By far the most need nothing.
  if (!special.test(value)) return value;
  const text = formula.test(value) ? `'${value}` : value;
  return quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
