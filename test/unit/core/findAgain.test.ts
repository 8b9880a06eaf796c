import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findAgain } from '../../../src/core/findAgain.ts';
import { hashText } from '../../../src/core/hashText.ts';

const lost = (url: string, isBound = false) => ({ length: url.length, hash: hashText(url), isBound });
const [a, b] = ['https://a.com', 'https://b.com/x'];

describe('URLs of a text that was replaced', () => {
  for (const [what, text, found] of [
    ['the same text', `${a} ${b}`, [0, 1]],
    ['text put between', `- ${a}\r\n- https://new.com ${b}`, [0, 1]],
    ['one that is gone', b, [1]],
    ['one that goes on', `${a}/more ${b}`, [1]],
    ['one with letters before it', `x${a} ${b}`, [1]],
    ['another order', `${b} ${a}`, [0]],
    ['much before the second', `${'https://new.com '.repeat(30)}${a} ${b}`, [1]],
  ] as const) {
    it(`are found in ${what}`, () => {
      const again = findAgain([lost(a), lost(b)], text, 0, text.length);
      assert.deepEqual(
        again.map(([nth]) => nth),
        found,
      );
      for (const [nth, offset] of again) assert.ok(text.startsWith([a, b][nth] ?? '', offset));
    });
  }

  it('are ended where their reader has ended them', () => {
    const text = `${a},5,x`;
    assert.deepEqual(findAgain([lost(a, true)], text, 0, text.length), [[0, 0]]);
    assert.deepEqual(findAgain([lost(a)], text, 0, text.length), []);
  });

  it('are found behind many others in the end, but not looked for without end', () => {
    const many = (count: number) => Array.from({ length: count }, (_, n) => `https://e.com/${n}`);
    const again = (urls: readonly string[], text: string) =>
      findAgain(
        urls.map((url) => lost(url)),
        text,
        0,
        text.length,
      ).length;
    const urls = many(10_000);
    assert.ok(again(urls, ['https://new.com '.repeat(500), ...urls].join('\n')) > 9_990);
    assert.equal(again(urls, 'https://new.com '.repeat(10_000)), 0);
  });

  it('are whole within what has come', () => {
    assert.deepEqual(findAgain([lost(a)], a, 1, a.length), []);
    assert.deepEqual(findAgain([lost(a)], a, 0, a.length - 1), []);
  });
});
