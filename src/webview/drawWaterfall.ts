import type { PanelRow } from '../core/panelProtocol.ts';
import type { TimeRange } from './timeAxis.ts';
import { type SegmentKind, segmentsOf } from './waterfall.ts';

/** Colours, as CSS has them. */
export type WaterfallColors = Readonly<Record<SegmentKind | 'failed' | 'grid', string>>;

/** What is drawn. */
export interface WaterfallScene {
  /** The rows one below the other; `undefined` for one that has not come. */
  readonly rows: readonly (PanelRow | undefined)[];
  /** Pixels. */
  readonly rowHeight: number;
  readonly width: number;
  /** The stretch of time that is as wide as the drawing. */
  readonly range: TimeRange;
  /** ms since the run's start. */
  readonly now: number;
  /** Moments at which a line goes through all rows. */
  readonly ticks: readonly number[];
}

/** Thickness of each kind, as a part of a row's height: they differ by more than their colour. */
const thickness: Readonly<Record<SegmentKind, number>> = {
  queue: 0.05,
  waiting: 0.05,
  other: 0.3,
  mixed: 0.3,
  dns: 0.3,
  connect: 0.3,
  tls: 0.3,
  stalled: 0.15,
  firstByte: 0.5,
  download: 0.6,
  running: 0.5,
};
/** Kinds that are striped: their parts are not known. */
const striped: ReadonlySet<SegmentKind> = new Set<SegmentKind>(['other', 'mixed', 'running']);
const stripe = 3;
/** What is shorter is drawn as if it took so many pixels. */
const leastWidth = 2;

/** Draws rows of a waterfall into a context whose unit is a CSS pixel, and that is empty. */
export function drawWaterfall(
  context: CanvasRenderingContext2D,
  scene: WaterfallScene,
  colors: WaterfallColors,
): void {
  const { rows, rowHeight, width, range, ticks } = scene;
  const place = (moment: number) => ((moment - range.from) / (range.to - range.from)) * width;
  context.fillStyle = colors.grid;
  for (const tick of ticks) context.fillRect(Math.round(place(tick)), 0, 1, rows.length * rowHeight);
  rows.forEach((row, nth) => {
    if (row) drawRow(context, row, { ...scene, top: nth * rowHeight, place }, colors);
  });
}

function drawRow(
  context: CanvasRenderingContext2D,
  row: PanelRow,
  { rowHeight, width, now, top, place }: WaterfallScene & { top: number; place: (moment: number) => number },
  colors: WaterfallColors,
): void {
  const middle = top + rowHeight / 2;
  const segments = segmentsOf(row, now);
  let end = 0;
  for (const { kind, from, to } of segments) {
    const left = Math.max(0, place(from));
    const right = Math.min(width, place(to));
    end = place(to);
    if (right <= 0 || left >= width || right <= left) continue;
    const height = Math.max(1, Math.round(rowHeight * thickness[kind]));
    context.fillStyle = colors[kind];
    fill(context, kind, left, Math.round(middle - height / 2), right - left, height);
  }
  const begun = segments.find(({ kind }) => kind !== 'queue');
  if (begun === undefined) return;
  const start = place(begun.from);
  const last = segments.at(-1)?.kind ?? 'running';
  if (end - start < leastWidth && start < width && end >= 0) {
    const height = Math.round(rowHeight * thickness.firstByte);
    context.fillStyle = colors[last];
    context.fillRect(
      Math.min(start, width - leastWidth),
      Math.round(middle - height / 2),
      leastWidth,
      height,
    );
  }
  if (row.state === 'failed' && end >= 0 && end <= width) {
    context.fillStyle = colors.failed;
    context.fillRect(Math.min(end, width - leastWidth), top + 3, leastWidth, rowHeight - 6);
  }
}

function fill(
  context: CanvasRenderingContext2D,
  kind: SegmentKind,
  left: number,
  top: number,
  width: number,
  height: number,
): void {
  if (!striped.has(kind) || width < 2 * stripe) return context.fillRect(left, top, width, height);
  context.globalAlpha = 0.35;
  context.fillRect(left, top, width, height);
  context.globalAlpha = 1;
  // At the places of the axis, not of the bar: a bar that grows stands still.
  for (let x = Math.ceil(left / (2 * stripe)) * 2 * stripe; x < left + width; x += 2 * stripe) {
    context.fillRect(x, top, Math.min(stripe, left + width - x), height);
  }
}
