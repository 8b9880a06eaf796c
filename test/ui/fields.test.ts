import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import Papa from 'papaparse';
import type { Frame } from 'playwright-core';
import { startFixtureServer } from '../support/fixtureServer.ts';
import { cacheFolder } from '../support/makeOnce.ts';
import { openWorkbench } from '../support/openWorkbench.ts';
import { waitFor } from '../support/waitFor.ts';
import type { Workbench } from '../support/workbench.ts';

const ids = [9, 10, 100];

describe('fields in the real workbench', () => {
  const stack = new AsyncDisposableStack();
  let workbench: Workbench;
  let panel: Frame;
  const header = (name: string) => panel.getByRole('columnheader', { name, exact: true });
  const input = () => workbench.page.locator('.quick-input-widget input');
  const picture = (name: string) => workbench.screenshot(join(cacheFolder, `fields-${name}.png`));

  /** What the first field says, from the top. */
  const values = () =>
    panel.locator('[role="row"]:not(.header):not(.apart)').evaluateAll((rows) =>
      rows
        .map((row) => ({
          at: Number(row.getAttribute('aria-rowindex')),
          value: row.querySelector('.of-field')?.textContent ?? '',
        }))
        .sort((a, b) => a.at - b.at)
        .map(({ value }) => value),
    );
  async function shows(expected: readonly string[]): Promise<void> {
    let last: string[] = [];
    await waitFor(`the values ${expected.join()}`, async () => {
      last = await values();
      return String(last) === String(expected) ? true : undefined;
    }).catch(() => assert.deepEqual(last, expected));
  }
  async function openColumns(): Promise<void> {
    await panel.getByRole('button', { name: 'Columns', exact: true }).click();
    await panel.locator('#gather-columns').waitFor();
  }
  async function openAddField(): Promise<void> {
    await openColumns();
    await panel.getByRole('button', { name: 'Add field…' }).click();
    await input().waitFor();
  }

  before(async () => {
    const { origin } = stack.use(await startFixtureServer());
    const folder = await mkdtemp(join(tmpdir(), 'gather-fields-'));
    stack.defer(() => rm(folder, { recursive: true }));
    const urls = [...ids.map((id) => `${origin}/json/${id}`), `${origin}/headers`];
    await writeFile(join(folder, 'answers.txt'), urls.join('\n'));
    workbench = stack.use(await openWorkbench({ folder, size: { width: 1700, height: 700 } }));
    await workbench.openFile('answers.txt');
    await workbench.runCommand('Gather: Fetch All URLs in File');
    panel = await workbench.panelFrame();
    await panel.getByText('4 / 4').waitFor();
  });

  after(() => stack.disposeAsync());

  it('are written into a box that says what is wrong, and where', async () => {
    await openAddField();
    await picture('input');
    await input().fill('id = $.id[');
    await workbench.page.getByText(/At character 11: this is no JSONPath \(.+\)\. Write it as in/).waitFor();
    await picture('wrong');
    await input().fill('id = $.id');
    await workbench.page
      .locator('.quick-input-message', { hasText: 'no JSONPath' })
      .waitFor({ state: 'hidden' });
    await input().press('Enter');
    await header('id').waitFor();
    await shows(['9', '10', '100', '']);
    // As numbers are.
    const align = () =>
      panel
        .locator('[role="row"] .of-field')
        .last()
        .evaluate((cell) => getComputedStyle(cell).textAlign);
    assert.equal(await align(), 'right');
    await panel.getByPlaceholder('Filter by URL, type, field, error or text').waitFor();
    await picture('values');
  });

  it('are sorted as numbers, and found by the filter', async () => {
    await header('id').click();
    await header('id').click();
    await shows(['100', '10', '9', '']);
    await picture('sorted');
    await header('id').click();
    await shows(['9', '10', '100', '']);
    // It stands behind what is kept of a body as its preview.
    await panel.getByRole('textbox', { name: 'Filter' }).fill('zstd');
    await panel.getByText('No row matches the filter.').waitFor();
    await openAddField();
    await input().fill("encodings = $.headers['accept-encoding']");
    await input().press('Enter');
    await header('encodings').waitFor();
    await shows(['']);
    assert.match(await panel.locator('[role="row"] .of-field').last().innerText(), /zstd/);
    await panel.getByRole('textbox', { name: 'Filter' }).fill('');
    await shows(['9', '10', '100', '']);
  });

  it('are hidden and shown as other columns are', async () => {
    await openColumns();
    await panel.getByRole('checkbox', { name: 'id', exact: true }).uncheck();
    await header('id').waitFor({ state: 'detached' });
    await picture('columns');
    await panel.getByRole('checkbox', { name: 'id', exact: true }).check();
    await header('id').waitFor();
    await workbench.page.keyboard.press('Escape');
    await panel.locator('#gather-columns').waitFor({ state: 'hidden' });
  });

  it('are there after a reload of the window', async () => {
    await workbench.reload();
    panel = await workbench.panelFrame();
    await header('id').waitFor();
    await shows(['9', '10', '100', '']);
  });

  it('stand in a file that is exported', async () => {
    const path = join(workbench.folder, 'answers.csv');
    await workbench.exportAs('CSV', path, () => picture('export'));
    await workbench.page.getByText('Exported 4 rows to answers.csv.').waitFor();
    const { data } = Papa.parse<{ id: string }>((await readFile(path, 'utf8')).slice(1), {
      header: true,
      skipEmptyLines: true,
    });
    assert.deepEqual(
      data.map(({ id }) => id),
      ['9', '10', '100', ''],
    );
    await picture('exported');
  });

  it('are taken away', async () => {
    await openColumns();
    await panel.getByRole('button', { name: 'Remove field…' }).click();
    await workbench.page.locator('.quick-input-list').getByText('id', { exact: true }).click();
    await header('id').waitFor({ state: 'detached' });
  });
});
