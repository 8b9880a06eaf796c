import type { FieldDescription } from '../core/panelProtocol.ts';
import { columnNames, fieldNumber, isFieldColumn, type TableLayout } from '../core/tableLayout.ts';

/** How the table of a run with these fields is laid out: those columns are not to be seen whose fields are hidden. */
export function layoutOfFields(layout: TableLayout, fields: readonly FieldDescription[]): TableLayout {
  const hidden = columnNames
    .filter(isFieldColumn)
    .filter((name) => isHidden(layout, fields[fieldNumber(name)]?.name));
  if (hidden.length === 0) return layout;
  return {
    ...layout,
    shown: { ...layout.shown, ...Object.fromEntries(hidden.map((name) => [name, false])) },
  };
}

/** The class of the cells of a field. */
export function fieldClass(field: FieldDescription | undefined): string {
  return field?.numeric ? 'of-field numeric' : 'of-field';
}

/** A layout in which a field of this name is to be seen, or not. */
export function withField({ hiddenFields = [], ...layout }: TableLayout, name: string, isShown: boolean) {
  const others = hiddenFields.filter((each) => each !== name);
  return { ...layout, hiddenFields: isShown ? others : [...others, name] } satisfies TableLayout;
}

/** Whether a person has hidden the fields of this name. */
export function isHidden({ hiddenFields }: TableLayout, name: string | undefined): boolean {
  return name !== undefined && (hiddenFields?.includes(name) ?? false);
}
