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
