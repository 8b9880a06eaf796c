import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visibleLines, visibleText } from '../../../src/webview/visibleText.ts';

const cases: readonly (readonly [name: string, text: string, shown: string])[] = [
  ['leaves ordinary text alone', 'Grüße, 日本, 👩‍👧 {"a":1}', 'Grüße, 日本, 👩‍👧 {"a":1}'],
  ['leaves right-to-left letters alone', 'שלום 123', 'שלום 123'],
  ['makes one line of several', '<html>\r\n\t<head>\n', '<html> <head> '],
  ['makes one space of line and paragraph separators', 'a\u2028b\u2029c\u0085d', 'a b c[U+0085]d'],
  ['shows control characters as their pictures', 'a\u0000b\u001B[31m\u007F', 'a␀b␛[31m␡'],
  ['shows C1 controls by code point', 'a\u009Bb', 'a[U+009B]b'],
  ['shows an override of direction', 'gnp\u202Eexe.\u202C', 'gnp[U+202E]exe.[U+202C]'],
  ['shows isolates', '\u2066a\u2069', '[U+2066]a[U+2069]'],
  ['shows direction marks', '\u200Ea\u200Fb\u061C', '[U+200E]a[U+200F]b[U+061C]'],
  ['shows what has no width', 'exam\u200Bple\u2060.com', 'exam[U+200B]ple[U+2060].com'],
  ['shows a byte order mark', '\uFEFF{}', '[U+FEFF]{}'],
  ['keeps a byte order mark among white space visible', ' \uFEFF\n', ' [U+FEFF] '],
];

for (const [name, text, shown] of cases) {
  test(name, () => assert.equal(visibleText(text), shown));
}

test('keeps the lines, tabs and spaces of a text of several lines', () => {
  assert.equal(visibleLines('a  b\r\n\tc\rd\u2028'), 'a  b\n\tc␍d[U+2028]');
});

test('shows the same of several lines otherwise', () => {
  assert.equal(visibleLines('\u001B[31m\n\u202Ex'), '␛[31m\n[U+202E]x');
});
