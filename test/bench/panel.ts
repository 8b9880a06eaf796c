// How quick the panel is in the real workbench: until its first row is seen, and with many rows, while they come and then.
// `npm run bench:panel -- 1000000` takes another number of rows than 100,000.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { Frame } from 'playwright-core';
import { openWorkbench } from '../support/openWorkbench.ts';
import type { Workbench } from '../support/workbench.ts';
import { startBenchServer } from './benchServer.ts';
import { median } from './compare.ts';
import { machine } from './machine.ts';
import {
  type Act,
  type FirstRow,
  firstRow,
  type Frames,
  installMeter,
  lookFor,
  meter,
} from './panelMeter.ts';
import { table } from './report.ts';
import { withUrlList } from './urlList.ts';

const count = Number(process.argv[2] ?? 100_000);
const rounds = 6;
const fetchKey = 'Control+Alt+Shift+F9';
const lists = ['first.txt', 'second.txt'];

/** The text that a row of a small list has, and no other. */
const mark = (list: string) => `/${path.parse(list).name}/`;

const opened: string[][] = [];
const rows: string[][] = [];

function say(report: string[][], row: string[]): void {
  report.push(row);
  console.log(`  ${row.join(' | ')}`);
}

const whole = (figure: number | undefined) =>
  figure === undefined || Number.isNaN(figure) ? '' : figure.toFixed(0);
const framesOf = ({ count: drawn, longest, over }: Frames) => [String(drawn), whole(longest), String(over)];

async function measure(panel: Frame, what: string, call: string): Promise<void> {
  say(rows, [what, '', '', ...framesOf(await meter<Frames>(panel, call))]);
}

async function measureAct(panel: Frame, what: string, call: string): Promise<void> {
  const { frames, answered, took } = await meter<Act>(panel, call);
  say(rows, [what, whole(answered), whole(took), ...framesOf(frames)]);
}

function sayFirstRow(what: string, all: readonly FirstRow[]): void {
  const middle = (part: keyof FirstRow) => whole(median(all.map((each) => each[part] ?? NaN)));
  const each = all.map(({ seen }) => whole(seen)).join(', ');
  say(opened, [what, ...(['window', 'document', 'run', 'seen'] as const).map(middle), each]);
}

/** Small lists are fetched: first each in a new panel, then in the one that is there. */
async function measureFirstRows(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const fresh: FirstRow[] = [];
  const again: FirstRow[] = [];
  for (let round = 0; round < 2 * rounds; round++) {
    const list = lists[round % 2] ?? '';
    const isNew = round < rounds;
    await workbench.openFile(list);
    const before = isNew ? undefined : await workbench.panelFrame();
    if (before) await lookFor(before, mark(list));
    await page.keyboard.press(fetchKey);
    const panel = await workbench.panelFrame();
    (isNew ? fresh : again).push(await firstRow(page, panel));
    await panel.getByText('20 / 20').waitFor();
    if (isNew && round < rounds - 1) await workbench.runCommand('View: Close Editors in Other Groups');
  }
  sayFirstRow('the first one', fresh.slice(0, 1));
  sayFirstRow('a new panel', fresh.slice(1));
  sayFirstRow('the open panel', again);
}

/** A panel that lay behind another editor is shown again. */
async function measureShownAgain(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const all: FirstRow[] = [];
  const tab = (name: string) => page.locator('.tab', { hasText: name });
  await tab('Gather Results').click();
  await workbench.openFile(lists[0] ?? '');
  for (let round = 0; round < rounds; round++) {
    await tab('Gather Results').click();
    const panel = await workbench.panelFrame();
    all.push(await firstRow(page, panel));
    await tab(lists[0] ?? '')
      .last()
      .click();
    await panel.waitForFunction('document.hidden').catch(() => undefined);
    await page.waitForTimeout(300);
  }
  await tab('Gather Results').click();
  sayFirstRow('shown again', all);
}

async function measureRows(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const total = count.toLocaleString('en-US');
  await workbench.openFile('urls.txt');
  await page.keyboard.press(fetchKey);
  const panel = await workbench.panelFrame();
  await panel.getByText(new RegExp(`[1-9][\\d,]* / ${total}`)).waitFor({ timeout: 120_000 });
  await measure(panel, 'a run under way, 2 s', 'wait(2000)');
  await measureAct(panel, 'the same, sort by time', `sort('time')`);
  await measure(panel, 'sorted by time, 2 s', 'wait(2000)');
  await measure(panel, 'the same, dragged through', 'drag(120)');
  await measureAct(panel, 'the same, sort by number', `sort('number')`);
  await panel.getByText(`${total} / ${total}`).waitFor({ timeout: 600_000 });
  await meter(panel, 'wait(2000)');

  await panel.locator('.row').nth(5).hover();
  const wheel = async () => {
    for (let nth = 0; nth < 100; nth++) await page.mouse.wheel(0, 300);
  };
  const [frames] = await Promise.all([meter<Frames>(panel, 'wait(3000)'), wheel()]);
  say(rows, ['the wheel, 100 turns', '', '', ...framesOf(frames)]);
  await measure(panel, 'the scrollbar dragged to the end and back', 'drag(180)');
  await page.mouse.move(0, 0);
  await meter(panel, `sort('number')`);
  await meter(panel, 'unsort()');
  const columns = await panel.evaluate<string[]>(
    `[...document.querySelectorAll('[data-column]')].map((cell) => cell.dataset.column)`,
  );
  for (const column of columns.filter((each) => each !== 'number')) {
    await measureAct(panel, `sort by ${column}`, `sort('${column}')`);
    await measureAct(panel, 'the other way round', `sort('${column}')`);
  }
  await measureAct(panel, 'in input order again', 'unsort()');
  for (const text of ['/9', '/99', '/999', 'nothing like it', '']) {
    await measureAct(panel, `filter by "${text}"`, `filter('${text}')`);
  }
  await measureAct(panel, 'only what is ok', 'outcome(true)');
  await measureAct(panel, 'all again', 'outcome(false)');
}

const started = performance.now();
await using server = await startBenchServer([100]);
await withUrlList(`${server.origin}/text/100`, count, async ({ file }) => {
  const folder = path.dirname(file);
  for (const list of lists) {
    const urls = Array.from({ length: 20 }, (_, nth) => `${server.origin}/text/100${mark(list)}${nth}`);
    await writeFile(path.join(folder, list), urls.join('\n'));
  }
  await using workbench = await openWorkbench({
    folder,
    size: { width: 2400, height: 900 },
    settings: { 'gather.concurrencyPerHost': 100 },
    keys: { [fetchKey.replaceAll('Control', 'ctrl').toLowerCase()]: 'gather.fetchFile' },
  });
  await installMeter(workbench.page);
  await measureFirstRows(workbench);
  await measureRows(workbench);
  await measureShownAgain(workbench);
});

const minutes = (performance.now() - started) / 60_000;
console.log(`\n### The panel\n\n${machine([server.name])}; ${minutes.toFixed(1)} minutes\n`);
console.log('ms from the key to the first row seen, medians:\n');
console.log(table(['', 'window', 'document', 'run told', 'row seen', 'each'], opened));
console.log(`\nWith ${count.toLocaleString('en')} rows:\n`);
console.log(table(['', 'answered ms', 'seen ms', 'frames', 'longest ms', 'over 50 ms'], rows));
