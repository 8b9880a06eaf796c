import type { PanelRow } from '../../../src/core/panelProtocol.ts';

/** A row that was answered with 200, but for what is given. */
export function makeRow(row: Partial<PanelRow> = {}): PanelRow {
  return {
    index: 0,
    method: 'GET',
    url: 'https://example.com/',
    state: 'ok',
    status: 200,
    total: 12,
    bodyBytes: 1234,
    contentType: 'text/plain',
    preview: 'hello',
    hops: 0,
    ...row,
  };
}
