import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { bundle, extension, fixture } from './support/extension.ts';

/** Where undici keeps the dispatcher of the process. */
const symbols = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')];
const globals = globalThis as unknown as Record<symbol, object | undefined>;

/** Empties both places, lets `use` run, gives who wrote to them meanwhile, and puts back what was there. */
async function writersDuring(use: () => Promise<unknown>): Promise<(Function | undefined)[]> {
  const before = symbols.map((symbol) => globals[symbol]);
  for (const symbol of symbols) if (symbol in globals) globals[symbol] = undefined;
  try {
    await use();
    return symbols.map((symbol) => globals[symbol]?.constructor);
  } finally {
    symbols.forEach((symbol, nth) => {
      if (symbol in globals) globals[symbol] = before[nth];
    });
  }
}

suite('the dispatchers of the process', () => {
  test('are not written by loading the extension, by activating it, or by a run', async () => {
    // Node itself fills them with its own agent at the first fetch: what it writes is not ours.
    const ofNode = new Set(await writersDuring(() => fetch('data:,')));

    const writers = await writersDuring(async () => {
      const path = bundle('extension.cjs');
      const require = createRequire(path);
      const loaded = require.cache[path];
      delete require.cache[path];
      require(path);
      if (loaded) require.cache[path] = loaded;

      const api = await extension().activate();
      const [result] = await api.gather([fixture('/item/1')]).results;
      assert.equal(result?.outcome, 'ok');
    });
    for (const writer of writers) assert.ok(writer === undefined || ofNode.has(writer), String(writer?.name));
  });

  test('would be written by undici', async () => {
    const ofNode = new Set(await writersDuring(() => fetch('data:,')));
    const writers = await writersDuring(async () => {
      createRequire(bundle('extension.cjs'))('undici');
    });
    assert.ok(writers.some((writer) => writer !== undefined && !ofNode.has(writer)));
  });
});
