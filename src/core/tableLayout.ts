/** The columns of the panel's table, in their order; `change` is there in a comparison only. */
export const columnNames = [
  'number',
  'status',
  'change',
  'method',
  'url',
  'time',
  'size',
  'type',
  'preview',
  'waterfall',
] as const;

/** One of `columnNames`. */
export type ColumnName = (typeof columnNames)[number];

/** How a person has laid out the table; what is absent is left to the panel. */
export interface TableLayout {
  /** Widths in em. */
  readonly widths: Readonly<Partial<Record<ColumnName, number>>>;
  /** Whether a column is to be seen. */
  readonly shown: Readonly<Partial<Record<ColumnName, boolean>>>;
}

/** Widths in em that a column can have. */
export const widthLimits = { least: 2.5, most: 120 } as const;

/** A layout from outside: what is none in it is left out. */
export function parseTableLayout(value: unknown): TableLayout {
  const { widths, shown } = partsOf(value);
  const numbers = partsOf(widths);
  const flags = partsOf(shown);
  const only = <Part>(of: (name: ColumnName) => Part | undefined) =>
    Object.fromEntries(columnNames.flatMap((name) => (of(name) === undefined ? [] : [[name, of(name)]])));
  return {
    widths: only((name) => {
      const width = numbers[name];
      return typeof width === 'number' && width >= widthLimits.least && width <= widthLimits.most
        ? width
        : undefined;
    }),
    shown: only((name) => (typeof flags[name] === 'boolean' ? flags[name] : undefined)),
  };
}

function partsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
