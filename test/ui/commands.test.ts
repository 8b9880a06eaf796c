import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withWorkbench } from '../support/openWorkbench.ts';

test('the command palette offers the commands', async () => {
  await withWorkbench({ folder: 'test/demo', file: 'urls.txt' }, async (workbench) => {
    const commands = await workbench.findCommands('Gather: Fetch');
    assert.ok(commands.includes('Gather: Fetch All URLs in File'), commands.join(', '));
  });
});
