import {
  type ColumnName,
  columnsWith,
  isFieldColumn,
  type OwnColumnName,
  type TableLayout,
} from '../core/tableLayout.ts';

/** How a column takes its room, in em. */
interface ColumnRoom {
  /** As wide as it is unless a person says otherwise. */
  readonly usual: number;
  readonly least: number;
  /** It takes a share of what is left over. */
  readonly share?: number;
  /** The column leaves a table that has no so much room left for its URLs; absent: it never leaves. */
  readonly spares?: number;
}

// Those that leave a narrow panel first come first.
const rooms: Readonly<Record<OwnColumnName, ColumnRoom>> = {
  method: { usual: 5.6, least: 3, spares: 24 },
  type: { usual: 8.8, least: 4, spares: 22 },
  preview: { usual: 12, least: 8, share: 2, spares: 18 },
  waterfall: { usual: 12, least: 10, share: 3, spares: 13 },
  size: { usual: 6.6, least: 4, spares: 10 },
  time: { usual: 5, least: 4, spares: 6.5 },
  change: { usual: 12, least: 7 },
  number: { usual: 3, least: 2.5, spares: 5 },
  status: { usual: 8.6, least: 6 },
  url: { usual: 12, least: 5, share: 5 },
};

/** A person asked for it. */
const fieldRoom: ColumnRoom = { usual: 9, least: 5 };

function roomOf(name: ColumnName): ColumnRoom {
  return isFieldColumn(name) ? fieldRoom : rooms[name];
}

/** Below this width, in em, a status is its symbol alone. */
const compactBelow = 23;
const compactStatus = 2.3;
/** Beside columns that a person asked for URLs have at least so much room, in em, if need be out of view. */
const urlBesideWanted = 10;
/** em that a table needs beside its columns. */
const margin = 1;

/** What is seen of the columns. */
export interface ColumnArrangement {
  /** In their order. */
  readonly columns: readonly ColumnName[];
  /** Those that would be seen in a wider panel. */
  readonly leftOut: readonly ColumnName[];
  /** For `grid-template-columns`. */
  readonly template: string;
  /** em that the columns take at least: a table with less room is scrolled sideways. */
  readonly leastWidth: number;
  /** A status has no room for its text. */
  readonly isCompact: boolean;
}

/** Which columns a table has room for or a person asked for, and how wide they are. */
export function arrangeColumns(table: {
  layout: TableLayout;
  /** em. */
  width: number;
  comparing: boolean;
  /** How many fields the run has; absent: none. */
  fields?: number;
  /** em that the largest number of a row takes. */
  numberWidth: number;
}): ColumnArrangement {
  const { layout, comparing, numberWidth, fields = 0 } = table;
  const width = table.width - margin;
  const isCompact = table.width < compactBelow;
  const known = columnsWith(fields);
  const wished = known.filter((name) => (name !== 'change' || comparing) && (layout.shown[name] ?? true));
  const least = (name: ColumnName) => {
    if (name === 'status' && isCompact) return compactStatus;
    if (name === 'number') return layout.widths.number ?? numberWidth;
    const { usual, least: minimum, share } = roomOf(name);
    return Math.max(minimum, share === undefined ? (layout.widths[name] ?? usual) : minimum);
  };

  const isWanted = (name: ColumnName) => isFieldColumn(name) || layout.shown[name] === true;

  const seen = new Set(wished);
  for (const name of Object.keys(rooms) as OwnColumnName[]) {
    const { spares } = rooms[name];
    if (!seen.has(name) || spares === undefined || isWanted(name)) continue;
    let taken = 0;
    for (const each of seen) if (each !== 'url') taken += least(each);
    if (width - taken < spares) seen.delete(name);
  }

  const columns = wished.filter((name) => seen.has(name));
  const flexible = columns.filter((name) => roomOf(name).share && layout.widths[name] === undefined);
  // One takes what is left over, so that the rows fill the table.
  const filler = flexible.length > 0 ? undefined : columns.at(-1);
  const minimum = (name: ColumnName) => {
    if (name === 'status' && isCompact) return compactStatus;
    if (name === 'number') return layout.widths.number ?? numberWidth;
    const own = layout.widths[name] ?? Infinity;
    if (name === 'url' && columns.some(isWanted)) return Math.min(urlBesideWanted, own);
    return Math.min(roomOf(name).least, own, width);
  };
  const track = (name: ColumnName) => {
    const { usual, share } = roomOf(name);
    const own = layout.widths[name];
    if (share !== undefined && own === undefined) return `minmax(${minimum(name)}em, ${share}fr)`;
    if (name === filler) return `minmax(${minimum(name)}em, 1fr)`;
    if (name === 'number' || (name === 'status' && isCompact)) return `${minimum(name)}em`;
    return `minmax(${minimum(name)}em, ${own ?? usual}em)`;
  };
  return {
    columns,
    leftOut: wished.filter((name) => !seen.has(name)),
    template: columns.map(track).join(' '),
    leastWidth: columns.reduce((sum, name) => sum + minimum(name), margin),
    isCompact,
  };
}
