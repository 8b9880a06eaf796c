import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { defaultOptions } from '../../src/core/options.ts';
import { withHost } from './support/testHost.ts';

async function withSetting(name: string, value: unknown, use: () => void): Promise<void> {
  const configuration = () => vscode.workspace.getConfiguration('gather');
  await configuration().update(name, value, vscode.ConfigurationTarget.Global);
  try {
    use();
  } finally {
    await configuration().update(name, undefined, vscode.ConfigurationTarget.Global);
  }
}

suite('the settings', () => {
  test('are the defaults where nothing is set', () =>
    withHost(async ({ settings }) => {
      assert.deepEqual(settings.options(undefined), defaultOptions);
      assert.equal(settings.openResults, 'beside');
      assert.equal(settings.followCursor, true);
    }));

  test('say whether cursor and panel follow each other', () =>
    withHost(async ({ settings }) => {
      await withSetting('panel.followCursor', false, () => assert.equal(settings.followCursor, false));
    }));

  test('hold where a caller says nothing else', () =>
    withHost(async ({ settings }) => {
      await withSetting('timeout', 5000, () => {
        assert.equal(settings.options(undefined).timeout, 5000);
        assert.equal(settings.options(undefined, { timeout: 7 }).timeout, 7);
      });
    }));

  test('out of range are clamped, and said once in the log', () =>
    withHost(async ({ settings, warnings }) => {
      await withSetting('concurrency', 100_000, () => {
        assert.equal(settings.options(undefined).concurrency, 1000);
        assert.equal(settings.options(undefined).concurrency, 1000);
      });
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? '', /gather\.concurrency is 100000; using 1000/);
    }));

  test('that cannot be used as they are, are said once in the log', () =>
    withHost(async ({ settings, warnings }) => {
      for (const [name, value, use, said] of [
        ['openResults', 'sideways', () => settings.openResults, /openResults is "sideways"; using "beside"/],
        ['storage.maxRuns', 0, () => settings.storage.maxRuns, /storage\.maxRuns is 0; using 1/],
        ['storage.maxBytes', -5, () => settings.storage.maxBytes, /storage\.maxBytes is -5; using 0/],
      ] as const) {
        await withSetting(name, value, () => {
          use();
          use();
        });
        assert.equal(warnings.length, 1, name);
        assert.match(warnings.pop() ?? '', said);
      }
    }));

  test('of headers can cross threads', () =>
    withHost(async ({ settings }) => {
      await withSetting('headers', { Accept: 'application/json' }, () => {
        const { headers } = structuredClone(settings.options(undefined));
        assert.deepEqual(headers, { Accept: 'application/json' });
      });
    }));
});
