import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sortTexts } from '../../../src/core/sortTexts.ts';

function sorted(texts: readonly string[], descending = false): number[] {
  const places = Uint32Array.from(texts.keys());
  const work = sortTexts(places, texts, descending);
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
    fc.string({ unit: fc.constantFrom('a', 'b', '/', 'é', '\u0000', '~', '\u007f'), maxLength: 12 }),
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
