import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elideUrl } from '../../../src/webview/elideUrl.ts';

const cases: readonly (readonly [name: string, room: number, url: string, shown: string])[] = [
  ['leaves a URL whole that fits', 25, 'https://example.com/a/b/c', 'https://example.com/a/b/c'],
  [
    'takes from the end of the origin what is missing',
    34,
    'https://example.com/some/path/42.json',
    'https://example…/some/path/42.json',
  ],
  [
    'keeps the host where most of it would go, and cuts the path',
    40,
    'https://docs.example.com/guide/chapter/of/many/42.json',
    'https://docs.example.com…of/many/42.json',
  ],
  [
    'keeps the end of a path where there is little room',
    20,
    'https://docs.example.com/guide/chapter/of/many/42.json',
    'https:/…many/42.json',
  ],
  ['keeps the end of the end where there is hardly any', 6, 'https://example.com/a', 'htt…/a'],
  ['cuts an origin alone', 13, 'https://www.example.com', 'https://www.…'],
  ['cuts what is no URL before its end', 20, 'x'.repeat(60), `…${'x'.repeat(19)}`],
  [
    'does not cut a surrogate pair in two',
    34,
    `https://example.com/${'😀'.repeat(30)}a`,
    `https://example.com…${'😀'.repeat(6)}a`,
  ],
];

for (const [name, room, url, shown] of cases) {
  test(name, () =>
    assert.equal(
      elideUrl(url, (text) => text.length <= room),
      shown,
    ),
  );
}

test('fills the room that there is', () => {
  const url = 'https://docs.example.com/guide/chapter/of/many/42.json';
  for (let room = 14; room < url.length; room++) {
    const { length } = elideUrl(url, (text) => text.length <= room);
    assert.ok(length <= room && length >= room - 8, `${length} of ${room}`);
  }
});
