import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { FieldDescription } from '../core/panelProtocol.ts';
import type { TableLayout } from '../core/tableLayout.ts';
import { arrangeColumns, type ColumnArrangement } from './arrangeColumns.ts';
import { layoutOfFields } from './fieldColumns.ts';

/** A width and the size of its font, in pixels. */
interface Room {
  readonly width: number;
  readonly em: number;
}

/** The columns that have room in an element, and the pixels of an em in it. */
export function useColumns(
  table: RefObject<HTMLElement | null>,
  layout: TableLayout,
  comparing: boolean,
  numberWidth: number,
  fields: readonly FieldDescription[],
): ColumnArrangement & { em: number } {
  const [room, setRoom] = useState<Room>({ width: 800, em: 13 });
  useLayoutEffect(() => {
    const element = table.current;
    if (element === null) return undefined;
    const measure = () => {
      const width = element.clientWidth;
      const em = parseFloat(getComputedStyle(element).fontSize);
      setRoom((before) => (before.width === width && before.em === em ? before : { width, em }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [table]);
  const { width, em } = room;
  return useMemo(
    () => ({
      ...arrangeColumns({
        layout: layoutOfFields(layout, fields),
        width: width / em,
        comparing,
        numberWidth,
        fields: fields.length,
      }),
      em,
    }),
    [layout, width, em, comparing, numberWidth, fields],
  );
}
