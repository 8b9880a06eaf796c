import { setTimeout } from 'node:timers/promises';

/** Asks again until `probe` gives something; rejects with what was waited for when the time is over. */
export async function waitFor<T>(
  what: string,
  probe: () => Promise<T | undefined>,
  milliseconds = 20_000,
): Promise<T> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`Waited ${milliseconds / 1000} s in vain for ${what}`);
    await setTimeout(50);
  }
}
