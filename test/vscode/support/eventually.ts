import { setTimeout } from 'node:timers/promises';

/** Asks again until `probe` gives something; rejects with what was waited for after ten seconds. */
export async function eventually<Value>(
  what: string,
  probe: () => Value | undefined | PromiseLike<Value | undefined>,
): Promise<Value> {
  const end = performance.now() + 10_000;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await setTimeout(20);
  }
}
