import type { PanelRow } from '../core/panelProtocol.ts';
import { canCancel, canCompare, hasStoredBody } from './rowText.ts';

/** What the menu of a row depends on, as VS Code reads it off the row's element: the manifest names these keys. */
export function rowContext(row: PanelRow): string {
  return JSON.stringify({
    gatherRow: true,
    gatherHasBody: hasStoredBody(row),
    gatherCanCompare: canCompare(row),
    gatherHasPreview: row.preview !== '',
    gatherCanCancel: canCancel(row),
  });
}
