import type { PanelRow } from '../core/panelProtocol.ts';
import type { RowQuery } from '../core/rowQuery.ts';
import type { PanelModel, Shown } from './panelModel.ts';

/** What was seen of a run: when the panel's document is made again it is drawn at once, until the host has spoken. */
export interface PanelPicture {
  /** The script that took it: to another it may say something else. */
  readonly script: string;
  readonly shown: Shown;
  /** What was asked for. */
  readonly query: RowQuery;
  /** How many rows there were to be seen. */
  readonly count: number;
  /** The position of the first of `rows`. */
  readonly first: number;
  readonly rows: readonly PanelRow[];
}

/** More rows are on few screens. */
const mostRows = 120;
/** Characters of JSON: VS Code keeps it with all else that it knows of the window. */
const mostCharacters = 100_000;

/** Takes a picture of the rows at some positions, without a gap; `undefined` where they are not all there, or say too much. */
export function takePicture(
  model: Pick<PanelModel, 'shown' | 'query' | 'count' | 'row'>,
  positions: readonly number[],
  script: string,
): PanelPicture | undefined {
  const { shown, query, count } = model;
  // What has changed from one run to another is more than rows.
  if (shown?.run === undefined || shown.comparison !== undefined) return undefined;
  const [first = 0] = positions;
  const rows = positions.slice(0, mostRows).map((position) => model.row(position));
  if (rows.length === 0 || !rows.every((row) => row !== undefined)) return undefined;
  const picture = { script, shown: { ...shown, runs: [shown.run] }, query, count, first, rows };
  return JSON.stringify(picture).length <= mostCharacters ? picture : undefined;
}

/** Whether a picture shows the list of rows that is shown now, and what is asked for of it. */
export function isPictureOf(
  model: Pick<PanelModel, 'list' | 'query'>,
  { shown, query }: PanelPicture,
): boolean {
  return shown.run?.id === model.list && JSON.stringify(query) === JSON.stringify(model.query);
}
