import { useEffect, useRef, useState } from 'preact/hooks';
import './usableLanguage.ts';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatCount } from '../core/formatCount.ts';
import { formatDuration } from '../core/formatDuration.ts';
import type { TimeDistribution } from '../core/timeDistribution.ts';
import { classAt, timeAt } from './timesScale.ts';

/** Pixels. */
const height = 120;

/** The distribution of times as bars, on a logarithmic axis, with p50, p90 and p99 marked. */
export function TimesChart({ times, label }: { times: TimeDistribution; label: string }) {
  const host = useRef<HTMLDivElement>(null);
  const theme = useTheme();

  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const plot = makeChart(element, times);
    const observer = new ResizeObserver(() => plot.setSize({ width: widthOf(element), height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [times, theme]);

  return <div ref={host} class="chart" role="img" aria-label={label} style={{ height: `${height}px` }} />;
}

/** Names VS Code's theme, whose colours a canvas does not take by itself. */
function useTheme(): string {
  const read = () => `${document.body.className} ${document.body.dataset['vscodeThemeId'] ?? ''}`;
  const [theme, setTheme] = useState(read);
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(read));
    observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] });
    return () => observer.disconnect();
  }, []);
  return theme;
}

function makeChart(element: HTMLElement, times: TimeDistribution): uPlot {
  const { counts } = times.classes;
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim() || style.color;
  const text = style.color;
  const bars = colour('--vscode-charts-blue');
  const font = `${style.fontSize} ${style.fontFamily}`;
  const axis = { stroke: text, font, ticks: { show: false }, gap: 4 } as const;
  const paths = uPlot.paths.bars?.({ size: [0.9, 100], align: 1 });
  const options: uPlot.Options = {
    width: widthOf(element),
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: [0, counts.length] }, y: { range: (_, __, most) => [0, most] } },
    series: [
      {},
      {
        stroke: bars,
        fill: bars,
        width: 0,
        points: { show: false },
        ...(paths && { paths }),
      },
    ],
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 22,
        splits: () => [0, 0.25, 0.5, 0.75, 1].map((part) => part * counts.length),
        values: (_, splits) => splits.map((at) => formatDuration(timeAt(times, at))),
      },
      {
        ...axis,
        grid: { stroke: colour('--vscode-charts-lines'), width: 0.5 },
        size: 50,
        splits: (_, __, ___, most) => [0, Math.ceil(most / 2), most],
        values: (_, splits) => splits.map(formatCount),
      },
    ],
    hooks: { draw: [(plot) => drawMarks(plot, times, { line: colour('--vscode-charts-foreground'), font })] },
  };
  const places = Float64Array.from(counts, (_, at) => at);
  return new uPlot(options, [places, counts as number[]], element);
}

/** A line at each of the three numbers, with its name. */
function drawMarks(
  plot: uPlot,
  times: TimeDistribution,
  { line, font }: { line: string; font: string },
): void {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  ctx.save();
  ctx.strokeStyle = line;
  ctx.fillStyle = line;
  ctx.textAlign = 'left';
  ctx.font = font.replace(/^([\d.]+)px/, (_, size: string) => `${Number(size) * 0.85 * ratio}px`);
  ctx.lineWidth = ratio;
  ctx.setLineDash([3 * ratio, 3 * ratio]);
  let labelEnd = Number.NEGATIVE_INFINITY;
  for (const [name, time] of [
    ['p50', times.p50],
    ['p90', times.p90],
    ['p99', times.p99],
  ] as const) {
    const x = Math.round(plot.valToPos(classAt(times, time), 'x', true));
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const { width } = ctx.measureText(name);
    const fitsRight = x + width + 4 * ratio < bbox.left + bbox.width;
    const labelAt = fitsRight ? x + 3 * ratio : x - width - 3 * ratio;
    // Where two lie close together the first one has the room.
    if (labelAt < labelEnd) continue;
    ctx.fillText(name, labelAt, bbox.top + 10 * ratio);
    labelEnd = labelAt + width + 2 * ratio;
  }
  ctx.restore();
}

function widthOf(element: HTMLElement): number {
  return Math.max(1, element.clientWidth);
}
