import type { PanelRow } from '../core/panelProtocol.ts';
import { detailText } from './rowText.ts';
import type { Strings } from './strings.ts';

/** The id of the description, for the row that it describes. */
export const rowDescriptionId = 'gather-row-description';

/** What a screen reader says of the row with the focus beside its cells: how it ended and why, where redirects led. */
export function RowDescription({ row, strings }: { row: PanelRow | undefined; strings: Strings }) {
  return (
    <div class="unseen" id={rowDescriptionId}>
      {row !== undefined && detailText(row, strings)}
    </div>
  );
}
