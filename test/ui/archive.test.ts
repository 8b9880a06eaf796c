import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { launchBrowser } from '../support/browser.ts';
import { startFixtureServer } from '../support/fixtureServer.ts';
import { withWorkbench } from '../support/openWorkbench.ts';
import { sha256 } from '../support/sha256.ts';

const paths = ['html/1', 'image', 'bytes/100000', 'text/200000', 'gzip/5000', 'redirect/2', 'status/404'];

/** In a page: what a URL answers. */
async function answerIn(url: string) {
  const response = await fetch(url);
  const hash = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  const hex = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const type = response.headers.get('content-type');
  return { status: response.status, url: response.url, type, hash: hex };
}

it('an archive that is exported is replayed by Chromium, byte for byte', async () => {
  await using server = await startFixtureServer();
  const urls = paths.map((path) => `${server.origin}/${path}`);
  const folder = await mkdtemp(join(tmpdir(), 'gather-archive-'));
  try {
    await writeFile(join(folder, 'links.txt'), urls.join('\n'));
    await withWorkbench({ folder, file: 'links.txt' }, async (workbench) => {
      await workbench.runCommand('Gather: Fetch All URLs in File');
      const panel = await workbench.panelFrame();
      await panel.getByText('7 / 7').waitFor();
      const path = join(workbench.folder, 'links.har');
      await workbench.exportAs('HAR', path);
      await workbench.page.getByText('Exported 7 rows to links.har.').waitFor();

      const answers = await Promise.all(
        urls.map(async (url) => {
          const response = await fetch(url);
          const hash = sha256(Buffer.from(await response.arrayBuffer()));
          const type = response.headers.get('content-type');
          return { status: response.status, url: response.url, type, hash };
        }),
      );
      // What is answered from now on comes from the archive.
      await server.close();
      await using browser = await launchBrowser();
      const replay = await browser.newPage();
      await replay.routeFromHAR(path);
      await replay.goto(urls[0] ?? '');
      assert.equal(await replay.locator('h1').innerText(), 'Item 1');
      for (const [nth, url] of urls.entries()) {
        // Whoever replays it goes by the last of the redirects.
        const { url: final, ...expected } = answers[nth] ?? assert.fail();
        const { url: _, ...answer } = await replay.evaluate(answerIn, url);
        assert.deepEqual(answer, expected, final);
      }
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
