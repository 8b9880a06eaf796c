import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { hostilePaths, type HostileServer, startHostileServer } from '../support/hostileServer.ts';
import { openWorkbench } from '../support/openWorkbench.ts';
import { waitFor } from '../support/waitFor.ts';
import type { Workbench } from '../support/workbench.ts';

describe('answers that would like to run', () => {
  const stack = new AsyncDisposableStack();
  let server: HostileServer;
  let workbench: Workbench;
  let panel: Frame;
  /** What the browser asked the server for: nothing should. */
  const fromBrowser: string[] = [];
  const dialogs: string[] = [];

  before(async () => {
    server = stack.use(await startHostileServer());
    const folder = await mkdtemp(join(tmpdir(), 'gather-hostile-'));
    stack.defer(() => rm(folder, { recursive: true }));
    await writeFile(
      join(folder, 'list.txt'),
      hostilePaths.map((path) => `${server.origin}/${path}`).join('\n'),
    );
    workbench = stack.use(
      await openWorkbench({ folder, file: 'list.txt', size: { width: 1600, height: 800 } }),
    );
    workbench.page.on('request', (request) => {
      if (request.url().startsWith(server.origin) || request.url().startsWith('javascript:')) {
        fromBrowser.push(request.url());
      }
    });
    workbench.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await workbench.runCommand('Gather: Fetch All URLs in File');
    panel = await workbench.panelFrame();
    await panel.getByText(`${hostilePaths.length} / ${hostilePaths.length}`).waitFor();
  });

  after(() => stack.disposeAsync());

  /** The text of a part of a request's details, once it holds this. */
  async function partOf(path: string, tab: string, text: RegExp): Promise<string> {
    await panel.locator(`[role="row"][aria-rowindex="${hostilePaths.indexOf(path) + 2}"]`).click();
    await panel.getByRole('tab', { name: tab }).click();
    const part = panel.locator('#gather-details:not([aria-busy="true"]) .part');
    return waitFor(`${tab} of ${path} to have ${text}`, async () => {
      const shown = (await part.textContent()) ?? '';
      return text.test(shown) ? shown : undefined;
    });
  }

  it('show HTML with its scripts as text', async () => {
    const text = await partOf('html', 'Body', /<!doctype html>/);
    assert.ok(text.includes('<script>window.ran=1;fetch(') && text.includes('<a href="javascript:ran=1">'));
    assert.ok((await partOf('html', 'Overview', /Title/)).includes('<img src=x onerror=ran=1>'));
  });

  it('show control characters, and those that turn the direction of writing', async () => {
    const text = await partOf('terminal', 'Body', /red/);
    assert.ok(text.includes('a␛[31mred␇[U+202E]gnp.exe[U+2066]\n\ttab'), text);
  });

  it('show the beginning of a line of 10 MB', async () => {
    const text = await partOf('line', 'Body', /This is the beginning: 65\.5 kB of 10\.0 MB\./);
    assert.ok(text.length < 70_000);
  });

  it('show an SVG as text, and none that calls itself a PNG', async () => {
    assert.ok((await partOf('svg', 'Body', /<svg/)).includes('<script>parent.ran=1</script>'));
    await partOf('svg.png', 'Body', /<svg|no picture that can be shown/);
    assert.equal(await panel.locator('.part img').count(), 0);
  });

  it('show headers and redirects as text, without links', async () => {
    const text = await partOf('headers', 'Headers', /x-script/);
    assert.ok(text.includes('<script>window.ran=1</script>') && text.includes('javascript:window.ran=1'));
    await partOf('headers', 'Overview', /text\/plain"><script>ran=1<\/script>/);
    await partOf('redirect', 'Headers', /javascript:window\.ran=1/);
    await partOf('redirect', 'Overview', /What it means/);
  });

  it('have run nothing, made no element, and asked for nothing', async () => {
    assert.equal(await panel.evaluate(() => 'ran' in window), false);
    // VS Code's own script and the panel's.
    assert.equal(await panel.locator('#gather-panel script').count(), 0);
    assert.equal(await panel.locator('script').count(), 2);
    assert.equal(await panel.locator('a, iframe, object, embed, base, svg, #gather-panel style').count(), 0);
    assert.deepEqual(fromBrowser, []);
    assert.deepEqual(dialogs, []);
    assert.deepEqual([...server.asked].sort(), [...hostilePaths].sort());
  });
});
