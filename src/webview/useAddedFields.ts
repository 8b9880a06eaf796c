import { useEffect, useRef } from 'preact/hooks';
import type { FieldDescription } from '../core/panelProtocol.ts';
import type { ChangeLayout, TableLayout } from '../core/tableLayout.ts';
import { isHidden, withField } from './fieldColumns.ts';

/** Shows a field that is added to the shown run, though one of its name was hidden before. */
export function useAddedFields(props: {
  run: string | undefined;
  fields: readonly FieldDescription[];
  layout: TableLayout;
  changeLayout: ChangeLayout;
}): void {
  const { run, fields, layout, changeLayout } = props;
  const known = useRef<{ run: string | undefined; names: readonly string[] }>(undefined);
  useEffect(() => {
    const before = known.current;
    const names = fields.map(({ name }) => name);
    known.current = { run, names };
    if (before?.run !== run) return;
    const added = names.filter((name) => !before?.names.includes(name) && isHidden(layout, name));
    if (added.length === 0) return;
    changeLayout((layoutBefore) => added.reduce((next, name) => withField(next, name, true), layoutBefore));
  }, [run, fields, layout, changeLayout]);
}
