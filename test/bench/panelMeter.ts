import type { Frame, Page } from 'playwright-core';

/** Gaps between the frames that a window has drawn, in ms. */
export interface Frames {
  readonly count: number;
  readonly median: number;
  readonly longest: number;
  /** How many were longer than 50 ms. */
  readonly over: number;
}

/**
 * What runs in every window, in its language. Of the panel's own it notes when what was there, by the clock that all windows
 * share (ms since 1970), and measures gaps between frames; of the workbench's when a person pressed something.
 */
const script = `(() => {
  if (globalThis.meter) return;
  const clock = () => performance.timeOrigin + performance.now();
  const meter = globalThis.meter = { pressedAt: 0, made: clock(), marks: {}, answered: 0 };
  for (const type of ['keydown', 'mousedown']) addEventListener(type, () => { meter.pressedAt = clock(); }, true);

  meter.rows = () => [...document.querySelectorAll('.row:not(.apart)')];
  const isThere = (text) => {
    const rows = meter.rows();
    return rows.length > 0 && !rows.some((row) => row.querySelector('.placeholder')) &&
      rows[0].textContent.includes(text);
  };
  const mark = (name) => { meter.marks[name] ??= clock(); };
  const onMessage = ({ data }) => {
    mark(data.type);
    if (data.type === 'order') meter.answered = data.ask;
  };
  // The window's document is written into it, which takes listeners and observers away.
  const looking = setInterval(() => {
    if (!document.getElementById('gather-panel')) return;
    clearInterval(looking);
    mark('document');
    addEventListener('message', onMessage);
    meter.look('');
  }, 2);

  const nextFrame = () => new Promise(requestAnimationFrame);
  meter.until = async (test) => {
    const end = clock() + 30000;
    while (!test()) {
      if (clock() > end) throw new Error('The panel does not come to rest: ' + test);
      await nextFrame();
    }
    // What is there in a frame is seen with the next one.
    return clock();
  };
  meter.look = (text) => {
    meter.marks = { document: meter.marks.document };
    void meter.until(() => isThere(text)).then(() => mark('seen'));
  };
  meter.firstRow = () => meter.until(() => meter.marks.seen !== undefined && meter.marks.run !== undefined);

  meter.frames = async (act) => {
    const gaps = [];
    let going = true;
    let last = performance.now();
    const frame = (now) => {
      gaps.push(now - last);
      last = now;
      if (going) requestAnimationFrame(frame);
    };
    requestAnimationFrame((now) => { last = now; requestAnimationFrame(frame); });
    await act();
    going = false;
    gaps.sort((a, b) => a - b);
    return {
      count: gaps.length,
      median: gaps[gaps.length >> 1] ?? 0,
      longest: gaps.at(-1) ?? 0,
      over: gaps.filter((gap) => gap > 50).length,
    };
  };
  meter.wait = (milliseconds) => meter.frames(() => new Promise((resolve) => setTimeout(resolve, milliseconds)));

  meter.act = async (act, isAsked) => {
    let answered = NaN;
    let took = NaN;
    const frames = await meter.frames(async () => {
      const before = meter.answered;
      const start = performance.now();
      act();
      if (isAsked) {
        await meter.until(() => meter.answered !== before);
        answered = performance.now() - start;
      }
      await nextFrame();
      await meter.until(() => isThere('') || document.querySelector('.nothing'));
      took = performance.now() - start;
    });
    return { frames, answered, took };
  };
  meter.sort = (column) => meter.act(() => document.querySelector('[data-column="' + column + '"]').click(), true);
  meter.unsort = () => meter.act(() => document.querySelector('[aria-sort="descending"]').click(), false);
  meter.filter = (text) => meter.act(() => {
    const field = document.querySelector('.filter input');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, text !== '');
  meter.outcome = (on) => meter.act(() => document.querySelector('.count').click(), on);

  /** From the top to the end and back, as a hand does it with the scrollbar. */
  meter.drag = (frames) => meter.frames(async () => {
    const grid = document.querySelector('.grid');
    const end = grid.scrollHeight - grid.clientHeight;
    for (let nth = 0; nth <= frames; nth++) {
      grid.scrollTop = end * (1 - Math.abs(1 - (2 * nth) / frames));
      await nextFrame();
    }
    await meter.until(() => isThere(''));
  });
})()`;

/** Has every window of a page, and those that will be opened, measure itself. */
export async function installMeter(page: Page): Promise<void> {
  await page.addInitScript(script);
  await Promise.all(page.frames().map((frame) => frame.evaluate(script)));
}

/** How long something took until it was answered and seen, in ms, and the frames meanwhile. */
export interface Act {
  readonly frames: Frames;
  /** When the host's answer came; `NaN` where it is not asked. */
  readonly answered: number;
  readonly took: number;
}

/** Calls a function of the meter in a window. */
export function meter<Value>(window: Frame | Page, call: string): Promise<Value> {
  return window.evaluate<Value>(`meter.${call}`);
}

/** When what was there for a panel that was just asked for: ms since a person pressed what led to it. */
export interface FirstRow {
  /** The window of the panel; `undefined`: it was there before. */
  readonly window: number | undefined;
  /** The panel's document is in it. */
  readonly document: number | undefined;
  /** The host has told the run. */
  readonly run: number;
  /** A row is seen. */
  readonly seen: number;
}

/** Begins to look for a row with a text at the top of a panel that is there. */
export async function lookFor(panel: Frame, text: string): Promise<void> {
  await panel.evaluate(`meter.look(${JSON.stringify(text)})`);
}

/** Waits for the first row of a new panel, or the one that is looked for, and tells what came when. */
export async function firstRow(page: Page, panel: Frame): Promise<FirstRow> {
  await meter(panel, 'firstRow()');
  const pressed = await meter<number>(page, 'pressedAt');
  const { made, marks } = await panel.evaluate<{ made: number; marks: Record<string, number> }>(
    '({ made: meter.made, marks: meter.marks })',
  );
  const since = (at: number | undefined) => (at === undefined || at < pressed ? undefined : at - pressed);
  return {
    window: since(made),
    document: since(marks['document']),
    run: since(marks['run']) ?? NaN,
    seen: since(marks['seen']) ?? NaN,
  };
}
