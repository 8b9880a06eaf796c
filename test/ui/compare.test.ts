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

/** The rows of the panel in order: number, what has changed but for the pace, and path. */
async function rowsOf(panel: Frame): Promise<string[]> {
  const rows = await panel.locator('[role="row"]:not(.header)').evaluateAll((all) =>
    all
      .map((row) => ({
        index: Number(row.getAttribute('aria-rowindex')),
        number: row.querySelector('.number')?.textContent ?? '',
        change: row.querySelector('.change')?.textContent,
        url: row.querySelector('.url > .unseen')?.textContent ?? '',
      }))
      .sort((a, b) => a.index - b.index),
  );
  return rows.map(({ number, change, url }) => {
    const path = /:\d+(\/\S*)/.exec(url)?.[1];
    const withoutPace = change?.replace(/(, )?[\d.]+× \w+$/, '') || (change && 'same');
    return [number, withoutPace, path].filter((part) => part !== undefined).join(' ');
  });
}

/** Waits until these are the rows of the panel. */
async function showsRows(panel: Frame, expected: readonly string[]): Promise<void> {
  let last: string[] = [];
  await waitFor(`the rows ${expected.join(', ')}`, async () => {
    last = await rowsOf(panel);
    return last.join() === expected.join() ? true : undefined;
  }).catch(() => assert.deepEqual(last, expected));
}

describe('running again and comparing in the real workbench', () => {
  const stack = new AsyncDisposableStack();
  let workbench: Workbench;
  let panel: Frame;
  let origin: string;

  before(async () => {
    ({ origin } = stack.use(await startFixtureServer()));
    const folder = await mkdtemp(join(tmpdir(), 'gather-compare-'));
    stack.defer(() => rm(folder, { recursive: true }));
    const paths = ['item/1', 'status/404', 'item/goes', 'headers/x', 'flap/1?status=404', 'item/2', 'item/3'];
    await writeFile(join(folder, 'links.txt'), paths.map((path) => `${origin}/${path}`).join('\n'));
    workbench = stack.use(
      await openWorkbench({ folder, file: 'links.txt', size: { width: 1600, height: 640 } }),
    );
    await workbench.runCommand('Gather: Fetch All URLs in File');
    panel = await workbench.panelFrame();
    await panel.getByText('7 / 7').waitFor();
  });

  after(() => stack.disposeAsync());

  it('Run again fetches what the editor holds now', async () => {
    const line = workbench.page.locator('.view-line', { hasText: 'item/goes' });
    await line.click({ clickCount: 3 });
    await workbench.page.keyboard.type(`${origin}/item/comes`);
    await workbench.page.keyboard.press('Enter');
    await panel.getByText('Run again', { exact: true }).click();
    await panel.getByText('7 / 7').waitFor();
    await panel.locator('.row .url', { hasText: 'item/comes' }).waitFor();
  });

  it('Compare with Earlier Run shows what has changed, and what is gone', async () => {
    await workbench.choose('Gather: Compare with Earlier Run', (runs) => runs.first());
    await showsRows(panel, [
      '1 same /item/1',
      '2 same /status/404',
      '3 new /item/comes',
      '4 body /headers/x',
      '5 404 → 200, body /flap/1?status=404',
      '6 same /item/2',
      '7 same /item/3',
      '– gone /item/goes',
    ]);
    await workbench.screenshot(join(cacheFolder, 'compare.png'));
  });

  it("a row's menu sets its body beside the earlier one", async () => {
    await panel.locator('[data-index="3"]').click({ button: 'right' });
    await workbench.clickMenuItem('Compare Body with Earlier Run');
    await workbench.page.locator('.tab.active', { hasText: /^Body of 4: .+ ↔ now/ }).click();
    await workbench.runCommand('View: Close Editor');
  });

  it('a filter shows the changes of one kind, by keyboard too, and Escape ends the comparison', async () => {
    await panel.getByRole('radio', { name: 'body 2' }).click();
    await showsRows(panel, ['4 body /headers/x', '5 404 → 200, body /flap/1?status=404']);
    await workbench.page.keyboard.press('ArrowLeft');
    await showsRows(panel, ['5 404 → 200, body /flap/1?status=404']);
    await workbench.page.keyboard.press('Escape');
    await showsRows(panel, [
      '1 /item/1',
      '2 /status/404',
      '3 /item/comes',
      '4 /headers/x',
      '5 /flap/1?status=404',
      '6 /item/2',
      '7 /item/3',
    ]);
  });

  it('rows are selected as in a list of VS Code, and run again alone', async () => {
    const row = (number: number) => panel.locator(`[role="row"][aria-rowindex="${number + 1}"]`);
    const selected = () =>
      panel
        .locator('[role="row"][aria-selected="true"]')
        .evaluateAll((rows) =>
          rows.map((each) => Number(each.getAttribute('aria-rowindex')) - 1).sort((a, b) => a - b),
        );
    await row(2).click();
    await row(3).click({ modifiers: ['Shift'] });
    await row(6).click({ modifiers: ['ControlOrMeta'] });
    assert.deepEqual(await selected(), [2, 3, 6]);
    await workbench.screenshot(join(cacheFolder, 'selection.png'));
    await workbench.page.keyboard.press('Shift+ArrowDown');
    await waitFor('the extension', async () => ((await selected()).join() === '6,7' ? true : undefined));
    await workbench.page.keyboard.press('ControlOrMeta+a');
    await waitFor('all rows', async () => ((await selected()).length === 7 ? true : undefined));
    assert.equal(await panel.evaluate(() => getSelection()?.toString()), '');
    await row(2).click();
    await row(6).click({ modifiers: ['ControlOrMeta'] });
    await workbench.runCommand('Gather: Run Selected Again');
    await panel.getByText('2 / 2').waitFor();
    await showsRows(panel, ['1 /status/404', '2 /item/2']);
  });

  it('the history shows an earlier run again', async () => {
    await workbench.choose(
      'Gather: Show Earlier Runs',
      (runs) => runs.last(),
      () => workbench.screenshot(join(cacheFolder, 'history.png')),
    );
    await panel.locator('.row .url', { hasText: 'item/goes' }).waitFor();
  });
});
