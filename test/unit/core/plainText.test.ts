import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainText } from '../../../src/core/plainText.ts';

describe('a text from elsewhere', () => {
  const texts: [name: string, text: string, plain: string][] = [
    ['keeps what people read', 'Größe 漢字 😀 é́', 'Größe 漢字 😀 é́'],
    ['stays on its line', 'a\r\nb\tc\u2028d', 'a�b�c�d'],
    ['colours nothing', '\u001b[31mred\u009b0m', '�[31mred�0m'],
    ['is read in its order', 'a\u202etxt.exe\u2066b', 'a�txt.exe�b'],
    ['hides nothing', 'a\u200bb\ufeffc\u0000d', 'a�b�c�d'],
  ];
  for (const [name, text, plain] of texts) it(name, () => assert.equal(plainText(text), plain));

  it('is not endless', () => {
    assert.equal(plainText('x'.repeat(10_000)).length, 2001);
    assert.equal(plainText('abc', 2), 'ab…');
  });
});
