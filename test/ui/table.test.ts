import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { startFixtureServer } from '../support/fixtureServer.ts';
import { cacheFolder } from '../support/makeOnce.ts';
import { openWorkbench } from '../support/openWorkbench.ts';
import { waitFor } from '../support/waitFor.ts';
import type { Workbench } from '../support/workbench.ts';

/** In the order of their sizes. */
const sizes = '4 5 2 3 6 1 7 8';

const paths = ['text/300', 'status/404', 'text/10', 'delay/600/x', 'item/4', 'status/500', 'text/2000'];

/** The numbers of the rows that are shown, from the top. */
async function numbers(panel: Frame): Promise<string> {
  const rows = await panel.locator('[role="row"]:not(.header):not(.apart)').evaluateAll((all) =>
    all
      .map((row) => ({
        at: Number(row.getAttribute('aria-rowindex')),
        number: Number(row.getAttribute('data-index')) + 1,
        isThere: row.querySelector('.placeholder') === null,
      }))
      .sort((a, b) => a.at - b.at),
  );
  return rows.every(({ isThere }) => isThere) ? rows.map(({ number }) => number).join(' ') : 'placeholders';
}

async function shows(panel: Frame, expected: string): Promise<void> {
  let last = '';
  await waitFor(`the rows ${expected}`, async () => {
    last = await numbers(panel);
    return last === expected ? true : undefined;
  }).catch(() => assert.equal(last, expected));
}

/** How many pixels of the waterfall have been drawn. */
async function drawnPixels(panel: Frame): Promise<number> {
  return panel.locator('canvas.drawing').evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const data =
      (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    let count = 0;
    for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) > 128) count += 1;
    return count;
  });
}

describe('the table in the real workbench', () => {
  const stack = new AsyncDisposableStack();
  let workbench: Workbench;
  let panel: Frame;
  const header = (name: string) => panel.getByRole('columnheader', { name, exact: true });
  const selected = () =>
    panel
      .locator('[role="row"][aria-selected="true"]')
      .evaluateAll((rows) =>
        rows.map((row) => Number(row.getAttribute('data-index')) + 1).sort((a, b) => a - b),
      );

  before(async () => {
    const { origin } = stack.use(await startFixtureServer());
    const folder = await mkdtemp(join(tmpdir(), 'gather-table-'));
    stack.defer(() => rm(folder, { recursive: true }));
    const urls = [...paths.map((path) => `${origin}/${path}`), 'http://127.0.0.1:2/nobody'];
    await writeFile(join(folder, 'links.txt'), urls.join('\n'));
    workbench = stack.use(
      await openWorkbench({
        folder,
        size: { width: 1800, height: 700 },
        settings: { 'gather.retries': 0 },
      }),
    );
    // Not with the window: it would be opened again with each reload, and nothing else.
    await workbench.openFile('links.txt');
    await workbench.runCommand('Gather: Fetch All URLs in File');
    panel = await workbench.panelFrame();
    await panel.getByText('8 / 8').waitFor();
    await shows(panel, '1 2 3 4 5 6 7 8');
  });

  after(() => stack.disposeAsync());

  it('draws the time of each request on one axis, and tells the numbers below the pointer', async () => {
    await waitFor('the waterfall', async () => ((await drawnPixels(panel)) > 200 ? true : undefined));
    const cell = panel.locator('[data-index="3"] .waterfall');
    assert.match((await cell.getAttribute('aria-label')) ?? '', /^started after .*, \d+ ms|s$/);
    await cell.hover();
    await panel.locator('.tip', { hasText: /in the queue.*first byte\s*[\d.]+ m?s/ }).waitFor();
    const whole = await panel.locator('.axis').innerText();
    await panel.getByRole('button', { name: 'Zoom the waterfall in' }).click();
    await waitFor('another axis', async () =>
      (await panel.locator('.axis').innerText()) === whole ? undefined : true,
    );
    await panel.getByRole('button', { name: 'Show all of the time' }).click();
    await waitFor('the axis', async () =>
      (await panel.locator('.axis').innerText()) === whole ? true : undefined,
    );
    await workbench.screenshot(join(cacheFolder, 'table.png'));
  });

  it('is sorted by a click on a column, the other way by a second, and no longer by a third', async () => {
    const size = header('Size');
    await size.click();
    // Bodies of 6, 7, 10, 10, 22, 300 and 2,000 bytes, and none.
    await shows(panel, sizes);
    assert.equal(await size.getAttribute('aria-sort'), 'ascending');
    await size.click();
    await waitFor('the largest first', async () =>
      (await numbers(panel)).startsWith('7 1') ? true : undefined,
    );
    assert.equal(await size.getAttribute('aria-sort'), 'descending');
    await size.click();
    await shows(panel, '1 2 3 4 5 6 7 8');
    assert.equal(await size.getAttribute('aria-sort'), 'none');
  });

  it('is sorted by keyboard, and a column is widened', async () => {
    await header('Number').focus();
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.page.keyboard.press('Enter');
    await shows(panel, '1 3 4 5 7 2 6 8');
    const width = async () => (await header('Status').boundingBox())?.width ?? 0;
    const usual = await width();
    await workbench.page.keyboard.press('Shift+ArrowRight');
    await waitFor('a wider column', async () => ((await width()) > usual + 10 ? true : undefined));
  });

  it('shows what has a text, an outcome, a status and a host only', async () => {
    const field = panel.getByRole('textbox', { name: 'Filter' });
    await field.fill('/text/');
    await shows(panel, '1 3 7');
    await panel.getByText('3 of 8').waitFor();
    assert.equal(await panel.getByRole('grid').getAttribute('aria-rowcount'), '4');
    await field.press('Escape');
    await panel.getByRole('button', { name: 'More filters' }).click();
    const choose = (label: string, option: string | { index: number }) =>
      panel.getByRole('combobox', { name: label, exact: true }).selectOption(option);
    await choose('Outcome', 'trouble');
    await shows(panel, '2 6 8');
    await panel
      .getByRole('combobox', { name: 'Status', exact: true })
      .locator('option', { hasText: '4xx (1)' })
      .waitFor({ state: 'attached' });
    await choose('Status', '4');
    await shows(panel, '2');
    await choose('Status', '');
    await choose('Failure', 'refused');
    await shows(panel, '8');
    await choose('Failure', '');
    await choose('Host', '127.0.0.1:2');
    await shows(panel, '8');
    await field.fill('nothing has this');
    await panel.getByText('No row matches the filter.').waitFor();
    await panel.getByRole('button', { name: 'Clear filter' }).click();
    await shows(panel, '1 3 4 5 7 2 6 8');
  });

  it('keeps what is selected, wherever the rows go', async () => {
    const row = (number: number) => panel.locator(`[data-index="${number - 1}"]`);
    // Not opened: these have no body.
    await row(8).click();
    await row(6).click({ modifiers: ['Shift'] });
    assert.deepEqual(await selected(), [6, 8]);
    await header('Number').click();
    await shows(panel, '1 2 3 4 5 6 7 8');
    assert.deepEqual(await selected(), [6, 8]);
  });

  it('hides a column', async () => {
    await panel.getByRole('button', { name: 'Columns' }).click();
    await panel.getByRole('checkbox', { name: 'Size' }).uncheck();
    await header('Size').waitFor({ state: 'detached' });
    await workbench.page.keyboard.press('Escape');
    await panel.locator('#gather-columns').waitFor({ state: 'hidden' });
  });

  it('is after a reload of the window what it was before', async () => {
    await header('URL').click();
    await panel.getByRole('textbox', { name: 'Filter' }).fill('status');
    await shows(panel, '2 6');
    await workbench.reload();
    panel = await workbench.panelFrame();
    await panel.getByText('8 / 8').waitFor();
    await shows(panel, '2 6');
    assert.equal(await header('URL').getAttribute('aria-sort'), 'ascending');
    assert.equal(await header('Size').count(), 0);
    assert.deepEqual(await selected(), [6]);
  });

  it('has its columns in the next panel too', async () => {
    await workbench.runCommand('View: Close Editor');
    await workbench.runCommand('Gather: Show Results');
    panel = await workbench.panelFrame();
    await header('URL').waitFor();
    assert.equal(await header('Size').count(), 0);
  });

  it('goes on from what was done last, not from what was drawn last', async () => {
    await panel.getByText('8 / 8').waitFor();
    // Both before the next frame.
    await header('URL').evaluate((element: HTMLElement) => {
      element.click();
      element.click();
    });
    const isSorted = (as: string) =>
      waitFor(`the order ${as}`, async () =>
        (await header('URL').getAttribute('aria-sort')) === as ? true : undefined,
      );
    await isSorted('descending');
    await header('URL').click();
    await isSorted('none');
  });

  it('is scrolled sideways where what was asked for has no room, all of it in step', async () => {
    await workbench.page.setViewportSize({ width: 1000, height: 700 });
    await panel.getByRole('button', { name: 'Columns', exact: true }).click();
    for (const name of ['Type', 'Preview', 'Waterfall']) {
      await panel.getByText('no room').first().waitFor();
      await panel.getByRole('checkbox', { name }).click();
      await header(name).waitFor();
    }
    const grid = panel.getByRole('grid');
    const lefts = () =>
      grid.evaluate((element) => {
        element.scrollLeft = element.scrollWidth;
        const left = (selector: string) =>
          element.querySelector(selector)?.getBoundingClientRect().left ?? NaN;
        const padding = 6;
        return [
          element.scrollLeft > 50,
          left('.header .waterfall') - left('.row .waterfall'),
          left('canvas') - left('.row .waterfall') - padding,
        ];
      });
    await waitFor('the columns in step', async () =>
      String(await lefts()) === String([true, 0, 0]) ? true : undefined,
    ).catch(async () => assert.deepEqual(await lefts(), [true, 0, 0]));
    await panel.getByRole('button', { name: 'Reset columns' }).click();
    await header('Type').waitFor({ state: 'detached' });
    await workbench.page.keyboard.press('Escape');
    await workbench.page.setViewportSize({ width: 1800, height: 700 });
  });

  it('is in another column scrolled to where it was', async () => {
    const top = () => panel.getByRole('grid').evaluate((grid) => grid.scrollTop);
    const isScrolled = () =>
      waitFor('the table to be scrolled', async () => ((await top()) === 44 ? true : undefined));
    await workbench.page.setViewportSize({ width: 1800, height: 340 });
    // Not before the window is as low as it has become.
    await waitFor('the table to be scrolled', () =>
      panel.getByRole('grid').evaluate((grid) => {
        grid.scrollTop = 44;
        return grid.scrollTop === 44 ? true : undefined;
      }),
    );
    // What is selected is remembered at once, and with it where the table is.
    await panel.locator('[data-index="4"]').click({ modifiers: ['ControlOrMeta'] });
    await workbench.runCommand('View: Move Editor into Left Group');
    panel = await workbench.panelFrame();
    await panel.locator('[data-index="4"][aria-selected="true"]').waitFor();
    await isScrolled();
    await workbench.page.setViewportSize({ width: 1800, height: 700 });
  });

  it('is in another column, and in a window of its own, what it was before', async () => {
    await panel.getByText('8 / 8').waitFor();
    await header('URL').click();
    await header('URL').click();
    await panel.getByRole('textbox', { name: 'Filter' }).fill('/text/');
    await shows(panel, '1 7 3');
    await panel.locator('[data-index="6"]').click();
    const isTheSame = async () => {
      panel = await workbench.panelFrame();
      await shows(panel, '1 7 3');
      assert.equal(await header('URL').getAttribute('aria-sort'), 'descending');
      assert.deepEqual(await selected(), [7]);
    };
    await workbench.runCommand('View: Move Editor into Right Group');
    await isTheSame();
    const { page } = workbench;
    const [window] = await Promise.all([
      page.waitForEvent('popup'),
      workbench.runCommand('View: Move Editor into New Window'),
    ]);
    await waitFor('the panel in the window', async () =>
      (await workbench.panelFrame()).page() === window ? true : undefined,
    );
    await isTheSame();
    await window.close();
  });
});
