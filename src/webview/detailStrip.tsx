import type { PanelRow } from '../core/panelProtocol.ts';
import { Icon } from './icon.tsx';
import * as text from './rowText.ts';
import type { Strings } from './strings.ts';
import { visibleText } from './visibleText.ts';

/** The id of the strip, for the row that it describes. */
export const detailStripId = 'gather-detail';

/** What the row with the focus is about, in full, where its cells have no room: URL, reason, where redirects led. */
export function DetailStrip({ row, strings }: { row: PanelRow | undefined; strings: Strings }) {
  if (row === undefined) return <footer class="detail hint">{strings.detailHint}</footer>;
  return (
    <footer class="detail" id={detailStripId}>
      <div class="address">
        {row.method !== undefined && <span class="verb">{visibleText(row.method)} </span>}
        <bdi>{visibleText(row.url)}</bdi>
      </div>
      <div class={`reason state-${row.state}`}>
        <Icon name={text.stateIcons[row.state]} />
        <span dir="auto">{text.detailText(row, strings)}</span>
      </div>
    </footer>
  );
}
