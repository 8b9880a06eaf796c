import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { startFixtureServer } from '../support/fixtureServer.ts';
import { openWorkbench } from '../support/openWorkbench.ts';
import { demoList } from '../support/startList.ts';
import { waitFor } from '../support/waitFor.ts';
import type { Workbench } from '../support/workbench.ts';

const slowUrls = 500;

/** The texts of the panel's rows that are on screen, cell by cell. */
async function shownRows(panel: Frame): Promise<string[][]> {
  // The summary may be there a moment before the rows.
  await waitFor('the rows', async () =>
    (await panel.locator('.placeholder').count()) === 0 ? true : undefined,
  );
  return await panel.locator('[role="row"]:not(.header)').evaluateAll((rows) =>
    rows
      .map((row) => ({
        index: Number(row.getAttribute('aria-rowindex')),
        cells: [...row.querySelectorAll('[role="gridcell"]')].map((cell) =>
          (cell.querySelector('.unseen') ?? cell).textContent.trim(),
        ),
      }))
      .sort((a, b) => a.index - b.index)
      .map((row) => row.cells),
  );
}

/** Waits until the panel's summary holds this text. */
async function summaryHas(panel: Frame, text: RegExp): Promise<void> {
  await waitFor(`the summary to have ${text}`, async () =>
    text.test(await panel.locator('#gather-panel').innerText()) ? true : undefined,
  );
}

describe('in the real workbench', () => {
  const stack = new AsyncDisposableStack();
  let workbench: Workbench;
  let origin: string;
  let openSockets: () => number;
  const complaints: string[] = [];

  before(async () => {
    const server = stack.use(await startFixtureServer());
    ({ origin } = server);
    openSockets = () => server.counts.sockets;
    const list = stack.use(await demoList(origin));
    const slow = Array.from(
      { length: slowUrls },
      (_, n) => `${origin}/${n < 5 ? 'item' : 'delay/600000'}/${n}`,
    );
    await writeFile(join(list.folder, 'slow.txt'), slow.join('\n'));
    workbench = stack.use(await openWorkbench({ folder: list.folder, file: list.file }));
    workbench.page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
    });
  });

  after(() => stack.disposeAsync());

  it('the palette starts a run, and its rows fill the panel in input order', async () => {
    await workbench.runCommand('Gather: Fetch All URLs in File');
    const panel = await workbench.panelFrame();
    await summaryHas(panel, /13 \/ 13/);
    // The rows follow the summary, a moment later.
    const rows = await waitFor('the rows', async () => {
      const shown = await shownRows(panel);
      return shown.every(([, status]) => /\d{3}|refused/.test(status ?? '')) ? shown : undefined;
    });
    assert.deepEqual(
      rows.map(([number, status]) => [number, status?.replace(/\D+(?=\d)/, '')]),
      [200, 200, 200, 200, 200, 204, 200, 200, 200, 200, 404, 500, 'refused'].map((status, n) => [
        String(n + 1),
        String(status),
      ]),
    );
    assert.ok(rows[0]?.some((cell) => cell.startsWith(`${origin}/item/1`)));
  });

  it('leaves the focus in the editor', async () => {
    const active = workbench.page.locator('.editor-group-container.active .tab.active');
    assert.equal(await active.getAttribute('data-resource-name'), 'urls.txt');
  });

  it('a double click on a row opens its body in an editor, in its language', async () => {
    const panel = await workbench.panelFrame();
    await panel.locator('[role="row"][aria-rowindex="3"]').dblclick();
    const editor = workbench.page.locator('.editor-group-container', {
      has: workbench.page.locator('.tab.active[data-resource-name$=".json"]'),
    });
    await editor.locator('.view-lines', { hasText: '"name": "item 2"' }).waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: /^JSON$/ }).waitFor();
  });

  it('a click on a failed row tells in full why it failed', async () => {
    const panel = await workbench.panelFrame();
    await panel.locator('[role="row"][aria-rowindex="14"]').click();
    const pane = panel.locator('#gather-details');
    await waitFor('the reason', async () =>
      /:2\/nobody[^]*refused[^]*nothing listens there[^]*ECONNREFUSED/.test(await pane.innerText())
        ? true
        : undefined,
    );
  });

  it('Show Results puts the focus into the table, and the list keeps its tab', async () => {
    const tabs = workbench.page.locator('.tab[data-resource-name="urls.txt"]');
    await tabs.click();
    await workbench.runCommand('Gather: Show Results');
    const panel = await workbench.panelFrame();
    await waitFor('the focus', async () =>
      (await panel.evaluate(() => document.activeElement?.getAttribute('data-index'))) === '12'
        ? true
        : undefined,
    );
    await workbench.page.keyboard.press('ArrowUp');
    await workbench.page.keyboard.press('Space');
    const body = workbench.page.locator('.tab.active[data-resource-name="500.txt"]');
    await body.waitFor();
    await tabs.click();
  });

  it('the output channel has a line for each result, and the status bar the counts', async () => {
    const log = await waitFor('the closing line', async () => {
      const text = await workbench.outputLog('Gather');
      return /urls\.txt: 13 done in/.test(text) ? text : undefined;
    });
    assert.match(log, /! 404 .*\/status\/404/);
    assert.match(log, /refused .*:2\/nobody — .* refused the connection/);
    const status = workbench.page.locator('.statusbar-item[id*="gather"]');
    assert.match(await status.innerText(), /10\s*2\s*1/);
  });

  it('the context menu starts a run, and Cancel in the panel stops it', async () => {
    await workbench.openFile('slow.txt');
    // Those of other clients, which stay open for a while.
    const others = openSockets();
    await workbench.openContextMenu();
    await workbench.clickMenuItem('Gather', 'Fetch All URLs in File');
    const panel = await workbench.panelFrame();
    await summaryHas(panel, new RegExp(`5 / ${slowUrls}`));
    await waitFor('connections', async () => (openSockets() > others ? true : undefined));
    await panel.getByText('Cancel', { exact: true }).first().click();
    await panel.locator('.facts .end', { hasText: 'cancelled' }).waitFor();
    // What was cancelled was not done.
    await summaryHas(panel, new RegExp(`5 / ${slowUrls}\\b[^]*\\b${slowUrls - 5}\\s+cancelled`));
    await waitFor('all sockets to close', async () => (openSockets() <= others ? true : undefined));
    const rows = await shownRows(panel);
    assert.deepEqual(rows[2]?.slice(0, 1), ['3']);
    assert.match(rows[2]?.[1] ?? '', /200/);
    assert.match(rows[7]?.[1] ?? '', /cancelled/i);
  });

  it('a run starts from the panel as well, and one request can be cancelled from its row', async () => {
    await workbench.runCommand('Gather: Fetch All URLs in File');
    const panel = await workbench.panelFrame();
    await panel.getByText('Cancel', { exact: true }).waitFor();
    await summaryHas(panel, new RegExp(`5 / ${slowUrls}`));
    const row = panel.locator('[role="row"][aria-rowindex="8"]');
    await row.hover();
    await row.locator('button').click();
    await waitFor('row 7 to be cancelled', async () =>
      /cancelled/i.test((await row.innerText()) || '') ? true : undefined,
    );
    await summaryHas(panel, new RegExp(`5 / ${slowUrls}\\b[^]*\\b1\\s+cancelled`));
    await workbench.runCommand('Gather: Cancel Run');
    await panel.locator('.facts .end', { hasText: 'cancelled' }).waitFor();
    await summaryHas(panel, new RegExp(`\\b${slowUrls - 5}\\s+cancelled`));
  });

  it('the webview broke no rule of its content security policy', () => {
    assert.deepEqual(complaints, []);
  });
});
