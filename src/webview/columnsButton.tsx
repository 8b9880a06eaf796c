import { type ColumnName, columnNames, type TableLayout } from '../core/tableLayout.ts';
import { Icon } from './icon.tsx';
import type { Strings } from './strings.ts';

/** Which columns are to be seen. */
export function ColumnsButton(props: {
  layout: TableLayout;
  comparing: boolean;
  /** Wanted, but without room. */
  leftOut: readonly ColumnName[];
  setLayout: (layout: TableLayout) => void;
  strings: Strings;
}) {
  const { layout, comparing, leftOut, setLayout, strings } = props;
  const isShown = (name: ColumnName) => layout.shown[name] ?? true;
  return (
    <>
      <button
        type="button"
        class="tool columns-button"
        popovertarget="gather-columns"
        title={strings.columns}
        aria-label={strings.columns}
      >
        <Icon name="settings" />
      </button>
      <fieldset id="gather-columns" class="menu" popover>
        <legend class="unseen">{strings.columns}</legend>
        {columnNames
          // A request without its URL would be none.
          .filter((name) => name !== 'url' && (name !== 'change' || comparing))
          .map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={isShown(name)}
                onChange={() =>
                  setLayout({
                    ...layout,
                    shown: { ...layout.shown, [name]: !isShown(name) || leftOut.includes(name) },
                  })
                }
              />
              <span>{strings[name]}</span>
              {leftOut.includes(name) && <span class="hint">{strings.noRoom}</span>}
            </label>
          ))}
        <button type="button" onClick={() => setLayout({ widths: {}, shown: {} })}>
          {strings.resetColumns}
        </button>
      </fieldset>
    </>
  );
}
