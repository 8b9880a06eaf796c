import { mask } from './maskSecrets.ts';
import type { ResolvedOptions } from './options.ts';
import type { ResultsTable } from './resultsTable.ts';

/** What is needed to know of a run. */
interface RunOfRow {
  table: ResultsTable;
  options: Pick<ResolvedOptions, 'params'>;
}

/**
 * Where a URL has moved for good, each redirect being permanent (301 or 308) and the last URL accepted; `undefined` where it
 * has not, or where what was asked for is not what is written: with parameters appended, variables filled in, or a secret.
 */
export function movedUrl({ table, options }: RunOfRow, row: number): string | undefined {
  if (table.state(row) !== 'ok' || !table.has('moved', row)) return undefined;
  const { url, method = 'GET', options: own } = table.requests.get(row);
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  if (hasAny(options.params) || hasAny(own?.params)) return undefined;
  const to = table.text('url', row);
  if (to === '' || to === url) return undefined;
  // A redirect's URL has lost the user and the password, which are needed there as well.
  const { username = '', password = '' } = URL.parse(url) ?? {};
  if (username !== '' || password !== '') return undefined;
  return [url, to].some((each) => each.includes('{{') || each.includes(mask)) ? undefined : to;
}

function hasAny(params: Readonly<Record<string, string>> | undefined): boolean {
  return Object.keys(params ?? {}).length > 0;
}
