import { setImmediate } from 'node:timers/promises';

/** ms of work between two turns of the event loop: nobody notices. */
const slice = 4;

/** Goes through a generator that pauses often, a few ms at a stretch. Resolves to `undefined` when `signal` aborts before its end. */
export async function inSlices<Value>(
  work: Generator<undefined, Value>,
  signal: AbortSignal,
): Promise<Value | undefined> {
  for (;;) {
    const end = performance.now() + slice;
    do {
      const { done, value } = work.next();
      if (done) return value;
    } while (performance.now() < end);
    await setImmediate();
    if (signal.aborted) return undefined;
  }
}
