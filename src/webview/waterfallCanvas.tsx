import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { PanelModel } from './panelModel.ts';
import { drawWaterfall, type WaterfallColors } from './drawWaterfall.ts';
import { ticksWithin } from './timeTicks.tsx';
import type { TimeRange } from './timeAxis.ts';
import { useTick } from './useTick.ts';
import { segmentKinds } from './waterfall.ts';

/** Where a column is, in pixels. */
interface Place {
  readonly left: number;
  readonly width: number;
}

/** The waterfall of the rows at some positions, drawn over their column. It is for the eye: the cells say it in words. */
export function WaterfallCanvas(props: {
  model: PanelModel;
  header: RefObject<HTMLElement | null>;
  /** Positions, without a gap. */
  positions: readonly number[];
  rowHeight: number;
  range: TimeRange;
  /** The columns' template: where they are follows from it. */
  template: string;
}) {
  const { model, header, positions, rowHeight, range, template } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const colors = useColors(canvas);
  const { left, width } = usePlace(header, template);
  useTick(model.running);

  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d') ?? null;
    if (canvas.current === null || context === null || colors === undefined || width <= 0) return;
    const ratio = window.devicePixelRatio;
    const height = positions.length * rowHeight;
    resize(canvas.current, Math.round(width * ratio), Math.round(height * ratio));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const rows = positions.map((position) => model.row(position));
    const ticks = ticksWithin(range, width);
    drawWaterfall(context, { rows, rowHeight, width, range, now: model.wallTime, ticks }, colors);
  });

  return (
    <canvas
      ref={canvas}
      class="drawing"
      aria-hidden="true"
      style={{ left: `${left}px`, width: `${width}px`, height: `${positions.length * rowHeight}px` }}
    />
  );
}

/** A canvas loses its content and its memory when its size is set, even to what it was. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

function usePlace(header: RefObject<HTMLElement | null>, template: string): Place {
  const [place, setPlace] = useState<Place>({ left: 0, width: 0 });
  useLayoutEffect(() => {
    const cell = header.current?.querySelector<HTMLElement>('.waterfall') ?? null;
    if (header.current === null || cell === null) return undefined;
    const measure = () => {
      const { paddingLeft, paddingRight } = getComputedStyle(cell);
      const left = cell.offsetLeft + parseFloat(paddingLeft);
      const width = cell.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
      setPlace((before) => (before.left === left && before.width === width ? before : { left, width }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(cell);
    observer.observe(header.current);
    return () => observer.disconnect();
  }, [header, template]);
  return place;
}

/** The colours of the theme, and of the next when that changes. */
function useColors(element: RefObject<HTMLElement | null>): WaterfallColors | undefined {
  const [colors, setColors] = useState<WaterfallColors>();
  useLayoutEffect(() => {
    const read = () => {
      if (element.current === null) return;
      const style = getComputedStyle(element.current);
      const names = [...segmentKinds, 'failed', 'grid'] as const;
      setColors(
        Object.fromEntries(
          names.map((name) => [name, style.getPropertyValue(`--segment-${name}`).trim()]),
        ) as WaterfallColors,
      );
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true });
    observer.observe(document.body, { attributes: true });
    return () => observer.disconnect();
  }, [element]);
  return colors;
}
