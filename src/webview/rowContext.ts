import type { PanelRow } from '../core/panelProtocol.ts';
import { canCancel, hasBody } from './rowText.ts';

/** What the menu of a row depends on, as VS Code reads it off the row's element: the manifest names these keys. */
export function rowContext(row: PanelRow): string {
  return JSON.stringify({
    gatherRow: true,
    gatherHasBody: hasBody(row) && row.noBody === undefined && row.bodyBytes !== 0,
    gatherHasPreview: row.preview !== '',
    gatherCanCancel: canCancel(row),
  });
}
