import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startFixtureServer } from '../support/fixtureServer.ts';
import { cacheFolder } from '../support/makeOnce.ts';
import { openWorkbench } from '../support/openWorkbench.ts';
import { waitFor } from '../support/waitFor.ts';
import type { Workbench } from '../support/workbench.ts';

for (const theme of ['light', 'dark', 'highContrast'] as const) {
  describe(`results in the editor, in the theme ${theme}`, () => {
    const stack = new AsyncDisposableStack();
    let workbench: Workbench;
    let origin: string;

    before(async () => {
      ({ origin } = stack.use(await startFixtureServer()));
      const folder = await mkdtemp(join(tmpdir(), 'gather-editor-'));
      stack.defer(() => rm(folder, { recursive: true }));
      const text = [
        '# Links',
        '',
        `A page: ${origin}/item/1`,
        `One that has [moved](${origin}/redirect-to?status=301&url=/item/2), and one for a while:`,
        `${origin}/redirect/2`,
        '',
        `- dead: <${origin}/status/404>`,
        `- at fault: [here](${origin}/status/500 "a title") and there`,
        '- nobody listens: http://127.0.0.1:2/nobody',
        `- slow: ${origin}/delay/300/x`,
        '',
      ];
      await writeFile(join(folder, 'links.md'), text.join('\n'));
      workbench = stack.use(
        await openWorkbench({
          folder,
          file: 'links.md',
          theme,
          size: { width: 1280, height: 700 },
          settings: { 'gather.openResults': 'never', 'editor.minimap.enabled': false, 'gather.retries': 0 },
        }),
      );
    });

    after(() => stack.disposeAsync());

    /** The texts behind URLs, from the top. */
    const marks = () =>
      workbench.page.evaluate(`
        [...document.querySelectorAll('.view-line span')]
          .map((each) => [each.getBoundingClientRect(), getComputedStyle(each, '::after').content])
          .filter(([, content]) => /^"[✓!✗…-] ?/.test(content))
          .sort(([a], [b]) => a.top - b.top || a.left - b.left)
          .map(([, content]) => content.slice(1, -1).replaceAll('\\u00a0', ' '))`) as Promise<string[]>;

    /** Shows the panel, which takes the focus a moment after it is there. */
    const showPanel = async () => {
      await workbench.runCommand('Gather: Show Results');
      const panel = await workbench.panelFrame();
      await panel.locator('.row').first().waitFor();
      await waitFor('the focus', async () =>
        (await panel.evaluate(() => document.hasFocus())) ? true : undefined,
      );
      return panel;
    };

    it('stand behind the URLs', async () => {
      await workbench.runCommand('Gather: Fetch All URLs in File');
      const shown = await waitFor('the marks', async () => {
        const all = await marks();
        return all.length === 7 && !all.includes('…') ? all : undefined;
      });
      assert.deepEqual(
        shown.map((text) => text.replace(/ · [\d.]+ m?s/, '').replace(origin, '')),
        ['✓ 200', '✓ 200 → moved: /item/2', '✓ 200', '! 404', '! 500', '✗ refused', '✓ 200'],
      );
      await workbench.page.mouse.move(0, 0);
      await workbench.screenshot(join(cacheFolder, `marks-${theme}.png`));
    });

    it('lead to their rows, and the rows to them, wherever the focus is', async () => {
      const panel = await showPanel();
      const row = (index: number) => panel.locator(`.row[data-index="${index}"]`);
      const isChosen = (index: number) =>
        panel.locator(`.row[data-index="${index}"][aria-selected="true"]`).waitFor();
      const cursorIsIn = (line: number) =>
        workbench.page
          .locator('.line-numbers.active-line-number', { hasText: new RegExp(`^${line}$`) })
          .waitFor();
      const focusIsIn = async (what: string) =>
        assert.ok(await workbench.page.evaluate(`document.activeElement.closest('${what}') !== null`), what);
      const line = (text: string) => workbench.page.locator('.view-line', { hasText: text }).first();

      await line('/redirect/2').click();
      await isChosen(2);
      await focusIsIn('.monaco-editor');
      for (const key of ['ArrowDown', 'ArrowDown']) await workbench.page.keyboard.press(key);
      await isChosen(3);
      await focusIsIn('.monaco-editor');

      await row(5).click();
      await cursorIsIn(9);
      await workbench.page.keyboard.press('ArrowUp');
      await cursorIsIn(8);
      await isChosen(4);
      // Where the keys go, is the focus.
      await workbench.page.keyboard.press('ArrowUp');
      await cursorIsIn(7);
      await isChosen(3);
      await workbench.screenshot(join(cacheFolder, `follow-${theme}.png`));

      // A double click that is slow: the cursor has followed the first by then.
      const { x, y } = (await row(0).boundingBox()) ?? assert.fail('no row');
      const { mouse } = workbench.page;
      await mouse.click(x + 10, y + 5);
      await cursorIsIn(3);
      await mouse.down({ clickCount: 2 });
      await mouse.up({ clickCount: 2 });
      await workbench.page.locator('.tab.active[data-resource-name="1.txt"]').waitFor();
      await workbench.runCommand('View: Close Editor');
      await cursorIsIn(3);

      // Several rows that are selected are left alone.
      await row(5).click({ modifiers: ['Shift'] });
      await isChosen(5);
      await line('/redirect/2').click();
      await cursorIsIn(5);
      await showPanel();
      assert.equal(await panel.locator('.row[aria-selected="true"]').count(), 6);
      await workbench.runCommand('View: Close Editor');
    });

    it('are told in a hover, with links', async () => {
      const line = workbench.page.locator('.view-line', { hasText: 'moved' });
      await line.getByText('/item/2', { exact: false }).first().hover();
      const hover = workbench.page.locator('.monaco-hover', { hasText: 'Moved for good to' });
      await hover.waitFor();
      await hover.getByText('Fetch Again').waitFor();
      await workbench.screenshot(join(cacheFolder, `hover-${theme}.png`));
      await workbench.page.mouse.move(0, 0);
      await hover.waitFor({ state: 'hidden' });
    });

    it('are problems where they failed, which lead to what the README says', async () => {
      await workbench.runCommand('Problems: Focus on Problems View');
      const view = workbench.page.locator('.markers-panel');
      const rows = view.locator('.monaco-list-row', { hasText: 'Gather' });
      await waitFor('the problems', async () => ((await rows.count()) === 3 ? true : undefined));
      await workbench.screenshot(join(cacheFolder, `problems-${theme}.png`));
      await rows
        .filter({ hasText: 'refused' })
        .getByText('refused', { exact: true })
        .click({ modifiers: ['ControlOrMeta'] });
      await workbench.page.locator('.tab', { hasText: /readme\.md/i }).waitFor();
      const preview = await waitFor('the preview', async () => {
        for (const frame of workbench.page.frames()) {
          // A preview that loads goes from one frame to another.
          const isThere = await frame
            .locator('h3#refused')
            .count()
            .catch(() => 0);
          if (isThere) return frame;
        }
        return undefined;
      });
      await waitFor('the heading', async () => {
        const box = await preview.locator('h3#refused').boundingBox();
        return box && box.y > 0 && box.y < 500 ? true : undefined;
      });
      await workbench.screenshot(join(cacheFolder, `explanation-${theme}.png`));
    });
  });
}
