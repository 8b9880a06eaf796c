import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';

suite('activation', () => {
  test('brings the commands and the API', async () => {
    const extension = extensions.getExtension('gather.gather-urls');
    assert.ok(extension, 'VS Code does not know the extension');
    const api: unknown = await extension.activate();
    assert.equal(typeof api, 'object');
    const known = await commands.getCommands(true);
    assert.ok(known.includes('gather.fetchFile'));
  });
});
