import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { findBarriers } from '../support/axe.ts';
import { startFixtureServer } from '../support/fixtureServer.ts';
import { cacheFolder } from '../support/makeOnce.ts';
import { openWorkbench } from '../support/openWorkbench.ts';
import { waitFor } from '../support/waitFor.ts';
import type { Workbench } from '../support/workbench.ts';

const paths = ['json/1', 'json/2', 'redirect/2', 'image/1', 'bytes/50', 'status/404'];
const tabs = ['Overview', 'Timings', 'Headers', 'Body'];

describe('the details in the real workbench', () => {
  const stack = new AsyncDisposableStack();
  let workbench: Workbench;
  let panel: Frame;
  let origin: string;

  const row = (number: number) => panel.locator(`[role="row"][aria-rowindex="${number + 1}"]`);
  const pane = () => panel.locator('#gather-details');
  const press = (key: string) => workbench.page.keyboard.press(key);
  const shows = (text: RegExp) =>
    waitFor(`the details to have ${text}`, async () => text.test(await pane().innerText()) || undefined);
  const focused = () =>
    panel.evaluate(() => {
      const { activeElement: element } = document;
      return element?.getAttribute('data-index') ?? element?.id ?? '';
    });
  const hasFocus = (what: string) =>
    waitFor(`the focus on ${what}`, async () => (await focused()) === what || undefined);

  before(async () => {
    ({ origin } = stack.use(await startFixtureServer()));
    const folder = await mkdtemp(join(tmpdir(), 'gather-details-'));
    stack.defer(() => rm(folder, { recursive: true }));
    const urls = [...paths.map((path) => `${origin}/${path}`), 'http://127.0.0.1:2/nobody'];
    await writeFile(join(folder, 'list.txt'), urls.join('\n'));
    // A window that is told which file to open does not bring back what was open before a reload.
    workbench = stack.use(await openWorkbench({ folder, size: { width: 1400, height: 800 } }));
    await workbench.openFile('list.txt');
    await workbench.runCommand('Gather: Fetch All URLs in File');
    panel = await workbench.panelFrame();
    await panel.getByText('7 / 7').waitFor();
  });

  after(() => stack.disposeAsync());

  it('open with Enter, follow the focus, and close with Escape', async () => {
    await workbench.runCommand('Gather: Show Results');
    await hasFocus('0');
    assert.equal(await pane().count(), 0);
    await press('Enter');
    await shows(/json\/1[^]*200 OK/);
    await press('ArrowDown');
    await press('ArrowDown');
    await shows(/Redirects[^]*302[^]*redirect\/2[^]*302[^]*redirect\/1[^]*200[^]*item\/redirected/);
    await press('Enter');
    await hasFocus('gather-details-overview');
    await press('ArrowRight');
    await hasFocus('gather-details-timings');
    await shows(/Waiting for the first byte[^]*Total/);
    await press('End');
    await shows(/item redirected/);
    await press('Escape');
    await hasFocus('2');
    await pane().waitFor({ state: 'detached' });
  });

  it('open with a click, with the part that was looked at last', async () => {
    await row(5).click();
    await shows(/00000000 {2}67 61 74 68 65 72 .* gathergathergath/);
    await row(4).click();
    const picture = pane().getByRole('img');
    await waitFor('the picture', async () =>
      (await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)) === 16 ? true : undefined,
    );
  });

  it('say what a failure means and what to try', async () => {
    await panel.getByRole('tab', { name: 'Overview' }).click();
    await row(7).click();
    await shows(/nothing listens there[^]*What it means[^]*nothing accepts connections[^]*ECONNREFUSED/);
    await workbench.screenshot(join(cacheFolder, 'details-failed.png'));
  });

  it('stand below in a narrow panel and beside in a wide one, and are resized by mouse and keyboard', async () => {
    const splitter = panel.getByRole('separator');
    assert.equal(await splitter.getAttribute('aria-orientation'), 'horizontal');
    await splitter.focus();
    await press('ArrowUp');
    await press('ArrowUp');
    await waitFor('the new share', async () =>
      (await splitter.getAttribute('aria-valuenow')) === '60' ? true : undefined,
    );
    const height = () => pane().evaluate((element) => element.getBoundingClientRect().height);
    const tall = await height();
    const box = (await splitter.boundingBox()) ?? assert.fail('no splitter');
    const { mouse } = workbench.page;
    await mouse.move(box.x + 50, box.y);
    await mouse.down();
    await mouse.move(box.x + 50, box.y + 80, { steps: 4 });
    await mouse.up();
    await waitFor('the pane to shrink', async () => ((await height()) < tall - 50 ? true : undefined));
    await workbench.runCommand('View: Toggle Maximize Editor Group');
    await waitFor('the pane beside', async () =>
      (await splitter.getAttribute('aria-orientation')) === 'vertical' ? true : undefined,
    );
    await workbench.screenshot(join(cacheFolder, 'details-wide.png'));
    await workbench.runCommand('View: Toggle Maximize Editor Group');
  });

  it('lead to the URL in its document, and the document back to the row', async () => {
    await row(3).click();
    // The buttons are about the details that are there.
    await shows(/redirect\/2/);
    await panel.getByRole('button', { name: 'Show the URL in its document' }).click();
    const status = workbench.page.locator('.statusbar-item', { hasText: /^Ln 3, Col/ });
    await status.waitFor();
    await workbench.page.locator('.view-line', { hasText: 'status/404' }).first().click();
    await workbench.runCommand('Gather: Show URL at Cursor in Results');
    await hasFocus('5');
    await shows(/status\/404[^]*404 Not Found/);
  });

  it("the row's menu offers what can be done with it, and compares two bodies", async () => {
    await row(1).click();
    await row(2).click({ modifiers: ['ControlOrMeta'] });
    await workbench.openMenuWith('Compare Bodies', () => row(2).click({ button: 'right' }));
    await workbench.clickMenuItem('Compare Bodies');
    await workbench.page.locator('.tab.active', { hasText: 'Body of 1 ↔ 2' }).waitFor();
    await workbench.page.locator('.monaco-diff-editor .modified .view-line', { hasText: 'item 2' }).click();
  });

  it('are as they were after the panel was hidden, and after a reload of the window', async () => {
    await workbench.runCommand('Gather: Show Results');
    await row(6).click();
    await shows(/status\/404/);
    const size = () => panel.getByRole('separator').getAttribute('aria-valuenow');
    const sizeBefore = await size();
    await workbench.reload();
    panel = await waitFor('the panel of the new window', async () => {
      const frame = await workbench.panelFrame();
      return frame === panel ? undefined : frame;
    });
    await shows(/status\/404[^]*404 Not Found/);
    assert.equal(await size(), sizeBefore);
  });

  const themes = {
    'vscode-dark': 'Default Dark Modern',
    'vscode-light': 'Default Light Modern',
    'vscode-high-contrast': 'Default High Contrast',
    'vscode-high-contrast-light': 'Default High Contrast Light',
  };
  for (const [kind, theme] of Object.entries(themes)) {
    it(`hold no barrier that axe knows: ${theme}`, async () => {
      await mkdir(join(workbench.folder, '.vscode'), { recursive: true });
      await writeFile(
        join(workbench.folder, '.vscode/settings.json'),
        JSON.stringify({ 'workbench.colorTheme': theme }),
      );
      await waitFor(`the theme ${theme}`, async () =>
        (await panel.evaluate(() => document.body.dataset['vscodeThemeKind'])) === kind ? true : undefined,
      );
      const found: string[] = [];
      for (const tab of tabs) {
        await panel.getByRole('tab', { name: tab }).click();
        found.push(...(await findBarriers(panel)));
      }
      assert.deepEqual([...new Set(found)], []);
    });
  }

  it('lead from a failure to what the README says of it', async () => {
    await panel.getByRole('tab', { name: 'Overview' }).click();
    await row(7).click();
    await pane().getByRole('button', { name: 'More about this, and what to try' }).click();
    await workbench.page.locator('.tab.active', { hasText: /^Preview README/i }).waitFor();
  });
});
