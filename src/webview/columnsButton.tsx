import { type ChangeLayout, type ColumnName, ownColumnNames, type TableLayout } from '../core/tableLayout.ts';
import { isHidden, withField } from './fieldColumns.ts';
import { Icon } from './icon.tsx';
import type { PanelModel } from './panelModel.ts';
import type { Strings } from './strings.ts';
import { visibleText } from './visibleText.ts';

/** The menu leaves: what comes of the button is to be seen elsewhere. */
const closing = { popovertarget: 'gather-columns', popovertargetaction: 'hide' } as const;

/** Which columns are to be seen. */
export function ColumnsButton(props: {
  layout: TableLayout;
  comparing: boolean;
  /** Wanted, but without room. */
  leftOut: readonly ColumnName[];
  changeLayout: ChangeLayout;
  model: Pick<PanelModel, 'actions' | 'fields'>;
  strings: Strings;
}) {
  const { layout, comparing, leftOut, changeLayout, model, strings } = props;
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
        {ownColumnNames
          // A request without its URL would be none.
          .filter((name) => name !== 'url' && (name !== 'change' || comparing))
          .map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={isShown(name)}
                onChange={() =>
                  changeLayout((before) => ({
                    ...before,
                    shown: { ...before.shown, [name]: !isShown(name) || leftOut.includes(name) },
                  }))
                }
              />
              <span>{strings[name]}</span>
              {leftOut.includes(name) && <span class="hint">{strings.noRoom}</span>}
            </label>
          ))}
        {model.fields.map(({ name }) => (
          <label key={`field ${name}`}>
            <input
              type="checkbox"
              checked={!isHidden(layout, name)}
              onChange={() => changeLayout((before) => withField(before, name, isHidden(before, name)))}
            />
            <span class="elided">{visibleText(name)}</span>
          </label>
        ))}
        <button type="button" {...closing} onClick={() => model.actions.addField()}>
          {strings.addField}
        </button>
        {model.fields.length > 0 && (
          <button type="button" {...closing} onClick={() => model.actions.removeField()}>
            {strings.removeField}
          </button>
        )}
        <button type="button" onClick={() => changeLayout(() => ({ widths: {}, shown: {} }))}>
          {strings.resetColumns}
        </button>
      </fieldset>
    </>
  );
}
