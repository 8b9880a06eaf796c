import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sortTexts } from '../../../src/core/sortTexts.ts';
import { TextBytes } from '../../../src/core/textBytes.ts';

function sorted(texts: readonly string[], descending = false): number[] {
  const places = Uint32Array.from(texts.keys());
  const bytes = new TextBytes(texts.length);
  // Some are in slabs of others.
  texts.forEach((text, place) => {
    const stored = Buffer.from(`|${text}|`);
    if (place % 3 > 0) bytes.set(place, text);
    else bytes.refer(place, stored, 1, stored.length - 2);
  });
  bytes.flush();
  const work = sortTexts(places, bytes, descending);
  while (!work.next().done);
  return [...places];
}

function expected(texts: readonly string[], descending: boolean): number[] {
  const sign = descending ? -1 : 1;
  const text = (place: number) => texts[place] ?? '';
  return [...texts.keys()].sort(
    (a, b) => sign * (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0) || a - b,
  );
}

/** URLs that begin alike, for some time. */
const url = fc
  .tuple(
    fc.constantFrom('https://a.org/', 'https://a.org/items/', 'http://b.org:8080/long/path/'),
    // A surrogate comes before the last of the characters without.
    fc.string({
      unit: fc.constantFrom('a', 'b', '/', 'é', '\u0000', '~', '\u007f', '한', '😀', '\ue000', '｡'),
      maxLength: 12,
    }),
  )
  .map((parts) => parts.join(''));

for (const descending of [false, true]) {
  test(`sorts in code unit order, equal ones in their order, ${descending ? 'down' : 'up'}`, () => {
    fc.assert(
      fc.property(fc.array(url, { maxLength: 150 }), (texts) => {
        assert.deepEqual(sorted(texts, descending), expected(texts, descending));
      }),
    );
  });
}

test('sorts many that differ late, or not at all', () => {
  const texts = Array.from({ length: 2000 }, (_, n) => `https://e.com/items/of/many/${(n * 7) % 500}`);
  assert.deepEqual(sorted(texts), expected(texts, false));
  assert.deepEqual(sorted(texts, true), expected(texts, true));
});

test('sorts more texts than a slab of bytes has room for, and longer ones', () => {
  const texts = Array.from(
    { length: 60 },
    (_, n) => `${'long '.repeat(n % 7 === 0 ? 300_000 : 9000)}${(n * 13) % 29}`,
  );
  assert.deepEqual(sorted(texts), expected(texts, false));
  assert.deepEqual(sorted(texts, true), expected(texts, true));
});
