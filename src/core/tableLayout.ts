/** The columns of fields, by the number of the field; no more than a run can have. */
const fieldColumns = [
  'field:0',
  'field:1',
  'field:2',
  'field:3',
  'field:4',
  'field:5',
  'field:6',
  'field:7',
  'field:8',
  'field:9',
] as const;

/** The columns of the panel's table, in their order; `change` is there in a comparison only, fields where a run has them. */
export const columnNames = [
  'number',
  'status',
  'change',
  'method',
  'url',
  'time',
  'size',
  'type',
  ...fieldColumns,
  'preview',
  'waterfall',
] as const;

/** One of `columnNames`. */
export type ColumnName = (typeof columnNames)[number];

/** The column of a field. */
export type FieldColumnName = (typeof fieldColumns)[number];

/** One of the columns that every table can have. */
export type OwnColumnName = Exclude<ColumnName, FieldColumnName>;

/** Whether a column is that of a field. */
export function isFieldColumn(name: ColumnName): name is FieldColumnName {
  return name.startsWith('field:');
}

/** The columns that every table can have, in their order. */
export const ownColumnNames = columnNames.filter((name): name is OwnColumnName => !isFieldColumn(name));

/** The number of a field, from 0. */
export function fieldNumber(name: FieldColumnName): number {
  return Number(name.slice('field:'.length));
}

/** The columns of a table with so many fields, in their order. */
export function columnsWith(fields: number): readonly ColumnName[] {
  return columnNames.filter((name) => !isFieldColumn(name) || fieldNumber(name) < fields);
}

/** How a person has laid out the table; what is absent is left to the panel. */
export interface TableLayout {
  /** Widths in em. */
  readonly widths: Readonly<Partial<Record<ColumnName, number>>>;
  /** Whether a column is to be seen. */
  readonly shown: Readonly<Partial<Record<ColumnName, boolean>>>;
  /** Names of fields that are not to be seen, of whatever run; absent: none. */
  readonly hiddenFields?: readonly string[];
}

/** Of so many hidden fields is known that they are: no run has so many. */
const mostHidden = 100;

/** Widths in em that a column can have. */
export const widthLimits = { least: 2.5, most: 120 } as const;

/** Makes a layout of the one that is there by then: what was drawn may be older. */
export type ChangeLayout = (change: (before: TableLayout) => TableLayout) => void;

/** A layout from outside: what is none in it is left out. */
export function parseTableLayout(value: unknown): TableLayout {
  const { widths, shown, hiddenFields } = partsOf(value);
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
    ...(Array.isArray(hiddenFields) && {
      hiddenFields: hiddenFields.filter((name) => typeof name === 'string').slice(-mostHidden),
    }),
  };
}

function partsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
