import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startFixtureServer } from '../support/fixtureServer.ts';
import { cacheFolder } from '../support/makeOnce.ts';
import { openWorkbench } from '../support/openWorkbench.ts';
import { waitFor } from '../support/waitFor.ts';
import type { Workbench } from '../support/workbench.ts';

for (const theme of ['light', 'dark', 'highContrast'] as const) {
  describe(`quick fixes, in the theme ${theme}`, () => {
    const stack = new AsyncDisposableStack();
    let workbench: Workbench;
    let text: string;
    let moved: string;
    let target: string;

    before(async () => {
      const { origin } = stack.use(await startFixtureServer());
      const folder = await mkdtemp(join(tmpdir(), 'gather-fixes-'));
      stack.defer(() => rm(folder, { recursive: true }));
      moved = `${origin}/redirect-to?status=301&url=/item/`;
      target = `${origin}/item/`;
      text = [
        '# Links',
        '',
        `The [first](${moved}1#top) of them, and the [second](${moved}2).`,
        '',
        `- <${moved}3>`,
        `- ${origin}/item/4`,
        '',
      ].join('\n');
      await writeFile(join(folder, 'links.md'), text);
      workbench = stack.use(
        await openWorkbench({
          folder,
          file: 'links.md',
          theme,
          size: { width: 1280, height: 700 },
          settings: { 'gather.openResults': 'never', 'editor.minimap.enabled': false },
        }),
      );
      await workbench.runCommand('Gather: Fetch All URLs in File');
      await waitFor('the marks', async () => {
        const marks = (await workbench.page.evaluate(`
          [...document.querySelectorAll('.view-line span')]
            .filter((each) => /moved/.test(getComputedStyle(each, '::after').content)).length`)) as number;
        return marks === 3 ? true : undefined;
      });
    });

    after(() => stack.disposeAsync());

    /** What is in the file, once it is saved. */
    const saved = async () => {
      await workbench.runCommand('File: Save');
      return readFile(join(workbench.folder, 'links.md'), 'utf8');
    };
    const changed = (...numbers: number[]) =>
      numbers.reduce((all, n) => all.replace(`${moved}${n}`, `${target}${n}`), text);
    const picture = (what: string) => workbench.screenshot(join(cacheFolder, `${what}-${theme}.png`));

    it('are behind the light bulb at a URL, and change nothing but that', async () => {
      const { page } = workbench;
      await page
        .locator('.view-line', { hasText: 'first' })
        .getByText('/item/1', { exact: false })
        .first()
        .click();
      await page.locator('.lightBulbWidget').waitFor();
      const menu = page.locator('.action-widget').first();
      const fix = menu.getByText(`Replace by ${target}1`);
      // A slow window may lose the key, or close the menu again.
      await waitFor('the fixes', async () => {
        await page.keyboard.press('ControlOrMeta+.');
        await fix.waitFor({ timeout: 5000 }).catch(() => page.keyboard.press('Escape'));
        return (await fix.isVisible()) ? true : undefined;
      });
      await picture('fixes');
      await fix.click();
      await menu.waitFor({ state: 'hidden' });
      await waitFor('the change', async () => ((await saved()) === changed(1) ? true : undefined));
      await picture('fixed');
    });

    it('show all changes of a file before, and are undone in one step', async () => {
      const { page } = workbench;
      await workbench.runCommand('Gather: Update Moved URLs…');
      const preview = page.locator('.bulk-edit-panel');
      const boxes = preview.locator('.monaco-list-row').getByRole('checkbox');
      await waitFor('the changes', async () => ((await boxes.count()) === 3 ? true : undefined));
      await picture('refactorPreview');
      const ticks = await Promise.all((await boxes.all()).map((each) => each.isChecked()));
      assert.deepEqual(ticks, [true, true, true]);
      await preview.getByText('Apply', { exact: true }).click();
      await preview.waitFor({ state: 'hidden' });
      await waitFor('the changes', async () => ((await saved()) === changed(1, 2, 3) ? true : undefined));
      await page.locator('.view-line', { hasText: 'Links' }).click();
      await page.keyboard.press('ControlOrMeta+Z');
      await waitFor('the undoing', async () => ((await saved()) === changed(1) ? true : undefined));
    });
  });
}
