import type { RunComparison } from './compareRuns.ts';
import type { PanelRow } from './panelProtocol.ts';
import { maskUrl } from './maskSecrets.ts';
import type { ResultsTable } from './resultsTable.ts';

/** A row of the table as the panel shows it. */
export function panelRow(table: ResultsTable, index: number): PanelRow {
  const result = table.result(index);
  const row = {
    index,
    method: table.requests.method(index),
    url: maskUrl(table.requests.url(index)),
    state: table.state(index),
  };
  if (!result) return { ...row, preview: '', hops: 0 };
  return {
    ...row,
    ...(result.status !== undefined && { status: result.status }),
    ...(result.verdict === 'blocked' && { blocked: true as const }),
    ...(result.attempts > 0 && { total: result.timings.total }),
    ...(result.attempts > 1 && { attempts: result.attempts }),
    ...((result.status !== undefined || result.bodyBytes > 0) && { bodyBytes: result.bodyBytes }),
    ...(result.truncated && { truncated: true as const }),
    ...(result.contentType && { contentType: result.contentType }),
    preview: result.preview,
    ...(result.hops > 0 && { finalUrl: maskUrl(result.url) }),
    hops: result.hops,
    ...(result.failure && { failure: result.failure }),
  };
}

/** An entry of a comparison as the panel shows it: a row of the later run with what it was before, or one that is gone. */
export function comparedRow(
  earlier: ResultsTable,
  later: ResultsTable,
  { earlierRows }: RunComparison,
  entry: number,
): PanelRow {
  const before = earlierRows[entry] ?? -1;
  if (entry >= later.length) return { ...panelRow(earlier, before), index: entry, gone: true };
  const row = panelRow(later, entry);
  return before < 0 ? row : { ...row, before: panelRow(earlier, before) };
}
