// How quick the panel is in the real workbench: scrolling, filtering and sorting of many rows, and what it is like while
// they come. `npm run bench:panel -- 1000000` takes another number of rows.
import path from 'node:path';
import process from 'node:process';
import type { Frame } from 'playwright-core';
import { openWorkbench } from '../support/openWorkbench.ts';
import { startBenchServer } from './benchServer.ts';
import { machine } from './machine.ts';
import { table } from './report.ts';
import { withUrlList } from './urlList.ts';

const count = Number(process.argv[2] ?? 100_000);

/** What the panel's own window measures, in its language: gaps between frames, and the time until other rows are there. */
const meter = `globalThis.meter = {
  async frames(act) {
    const gaps = [];
    let going = true;
    let last = performance.now();
    const frame = (now) => {
      gaps.push(now - last);
      last = now;
      if (going) requestAnimationFrame(frame);
    };
    requestAnimationFrame((now) => { last = now; requestAnimationFrame(frame); });
    await act();
    going = false;
    gaps.sort((a, b) => a - b);
    return { frames: gaps.length, median: gaps[gaps.length >> 1], longest: gaps.at(-1), over: gaps.filter((gap) => gap > 50).length };
  },
  shown: () => [...document.querySelectorAll('.row:not(.apart)')].slice(0, 12)
    .map((row) => row.dataset.index + (row.querySelector('.placeholder') ? '?' : '')).join(),
  async until(act) {
    const before = meter.shown();
    let took = NaN;
    const frames = await meter.frames(async () => {
      const start = performance.now();
      act();
      for (;;) {
        await new Promise(requestAnimationFrame);
        const now = meter.shown();
        took = performance.now() - start;
        if ((now !== before && !now.includes('?')) || took > 60_000) return;
      }
    });
    return { ...frames, took };
  },
  sort: (column) => meter.until(() => document.querySelector('[data-column="' + column + '"]').click()),
  filter: (text) => meter.until(() => {
    const field = document.querySelector('.filter input');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }),
  scroll: (step) => meter.frames(async () => {
    const grid = document.querySelector('.grid');
    for (let nth = 0; nth < 180; nth++) {
      grid.scrollTop += step;
      await new Promise(requestAnimationFrame);
    }
    grid.scrollTop = 0;
  }),
  wait: (milliseconds) => meter.frames(() => new Promise((resolve) => setTimeout(resolve, milliseconds))),
}`;

interface Frames {
  frames: number;
  median: number;
  longest: number;
  over: number;
  took?: number;
}

const rows: string[][] = [];

async function measure(panel: Frame, what: string, call: string): Promise<void> {
  const { took, frames, median, longest, over } = await panel.evaluate<Frames>(`meter.${call}`);
  const figures = [median, longest].map((figure) => figure.toFixed(1));
  rows.push([what, took === undefined ? '' : took.toFixed(0), String(frames), ...figures, String(over)]);
  console.log(`  ${rows.at(-1)?.join(' | ')}`);
}

await using server = await startBenchServer([100]);
await withUrlList(`${server.origin}/text/100`, count, async ({ file }) => {
  await using workbench = await openWorkbench({
    folder: path.dirname(file),
    file: path.basename(file),
    size: { width: 1800, height: 900 },
    settings: { 'gather.concurrencyPerHost': 100 },
  });
  await workbench.runCommand('Gather: Fetch All URLs in File');
  const panel = await workbench.panelFrame();
  const total = count.toLocaleString('en-US');
  await panel.getByText(new RegExp(`[1-9][\\d,]* / ${total}`)).waitFor({ timeout: 120_000 });
  await panel.evaluate(meter);
  await measure(panel, 'a run under way, 2 s', 'wait(2000)');
  await panel.evaluate(`document.querySelector('[data-column="time"]').click()`);
  await measure(panel, 'the same, sorted by time', 'wait(2000)');
  await measure(panel, 'the same, scrolled through', 'scroll(700)');
  await panel.evaluate(`document.querySelector('[data-column="number"]').click()`);
  await panel.getByText(`${total} / ${total}`).waitFor({ timeout: 600_000 });
  await panel.evaluate('meter.wait(2000)');
  await measure(panel, 'scrolling, 30 rows a frame', 'scroll(660)');
  await measure(panel, 'scrolling, 1,000 rows a frame', 'scroll(22000)');
  for (const column of ['time', 'time', 'url', 'url', 'waterfall', 'waterfall']) {
    await measure(panel, `sorting by ${column}`, `sort('${column}')`);
  }
  for (const text of ['9', '99', '999', '/text/100/12', '']) {
    await measure(panel, `filtering by "${text}"`, `filter('${text}')`);
  }
});

console.log(`\n### The panel with ${count.toLocaleString('en')} rows\n\n${machine([server.name])}\n`);
console.log(table(['', 'took ms', 'frames', 'median ms', 'longest ms', 'over 50 ms'], rows));
