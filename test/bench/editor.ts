// What results in the editor cost in a document of 10,000 URLs: an edit, in the extension host; and how soon marks are there
// after a scroll, in the real workbench.
import path from 'node:path';
import { openWorkbench } from '../support/openWorkbench.ts';
import { runSuite } from '../support/runSuite.ts';
import { waitFor } from '../support/waitFor.ts';
import { startBenchServer } from './benchServer.ts';
import { machine } from './machine.ts';
import { table } from './report.ts';
import { withUrlList } from './urlList.ts';

const count = 10_000;

/** Wall time and, where that is known, the thread's processor time, in ms. */
type Time = [wall: number, processor?: number];

/** What the window measures, in its language: the frames from a turn of the wheel to other lines, and to a mark in each of them. */
const meter = `globalThis.meter = {
  lines() {
    const { top, bottom } = document.querySelector('.monaco-editor').getBoundingClientRect();
    return [...document.querySelectorAll('.view-line')].filter((line) => {
      const box = line.getBoundingClientRect();
      return box.top >= top && box.bottom <= bottom && line.textContent.includes('http');
    });
  },
  marked: () => meter.lines().every((line) =>
    [...line.querySelectorAll('span')].some((span) => /^"[✓!✗] /.test(getComputedStyle(span, '::after').content))),
  shown: () => meter.lines().map((line) => line.textContent).join(),
  async scroll(delta) {
    const before = meter.shown();
    const target = document.querySelector('.monaco-editor .monaco-scrollable-element');
    target.dispatchEvent(new WheelEvent('wheel', { deltaY: delta, bubbles: true, cancelable: true }));
    let moved;
    for (;;) {
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      if (moved === undefined && meter.shown() !== before) moved = now;
      if (moved !== undefined && meter.marked()) return now - moved;
      if (moved !== undefined && now - moved > 5000) return NaN;
    }
  },
}`;

const rows: string[][] = [];

function measured(what: string, times: readonly Time[]): void {
  const sorted = (of: 0 | 1) => times.map((time) => time[of] ?? NaN).toSorted((a, b) => a - b);
  const [wall, processor] = [sorted(0), sorted(1)];
  const at = (all: readonly number[], share: number) =>
    all[Math.min(all.length - 1, Math.floor(all.length * share))];
  const figures = [at(wall, 0.5), at(wall, 0.95), wall.at(-1), processor.at(-1)];
  const text = figures.map((time = NaN) => (Number.isNaN(time) ? '' : time.toFixed(1)));
  rows.push([what, ...text, String(times.length)]);
  console.log(`  ${rows.at(-1)?.join(' | ')}`);
}

await runSuite({
  suite: 'test/bench/editor',
  desktop: false,
  environment: {},
  minutes: 8,
  print: (line) => {
    const [, told] = /^measured (.*)$/.exec(line) ?? [];
    if (told === undefined) return console.log(line);
    const { what, times } = JSON.parse(told) as { what: string; times: Time[] };
    measured(what, times);
  },
});

await using server = await startBenchServer([100]);
await withUrlList(`${server.origin}/text/100`, count, async ({ file }) => {
  await using workbench = await openWorkbench({
    folder: path.dirname(file),
    file: path.basename(file),
    size: { width: 1280, height: 900 },
    settings: {
      'gather.concurrencyPerHost': 100,
      'gather.openResults': 'never',
      'editor.minimap.enabled': false,
    },
  });
  const { page } = workbench;
  await workbench.runCommand('Gather: Fetch All URLs in File');
  await page.evaluate(meter);
  await waitFor('the end of the run', async () => {
    const status = await page
      .locator('#gather\\.gather-urls\\.gather\\.runs', { hasText: /^\s*10000/ })
      .count();
    return status > 0 && (await page.evaluate('meter.marked()')) ? true : undefined;
  });
  const scroll = async (what: string, delta: number, times: number) => {
    const took: Time[] = [];
    for (let nth = 0; nth < times; nth++) took.push([await page.evaluate<number>(`meter.scroll(${delta})`)]);
    measured(what, took);
  };
  await scroll('marks on the screen after a scroll by 10 lines', 190, 60);
  await scroll('after a jump by 150 lines', 2850, 60);
});

console.log(
  `\n### Results in a document of ${count.toLocaleString('en')} URLs\n\n${machine([server.name])}\n`,
);
console.log(table(['', 'median ms', '95 % below', 'longest', 'longest, processor time', 'times'], rows));
