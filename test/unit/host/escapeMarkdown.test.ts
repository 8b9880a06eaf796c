import assert from 'node:assert/strict';
import { it } from 'node:test';
import { escapeMarkdown } from '../../../src/host/escapeMarkdown.ts';

const hostile = [
  '[x](command:evil)',
  '](command:gather.cancelRun) [',
  '<a href="command:evil">x</a>',
  '$(trash)',
  '`code` **bold** _it_ ~~s~~',
  '&lt;b&gt;',
  'command:evil',
  'https://e.com/',
  'a\n\n# heading',
];

for (const text of hostile) {
  it(`leaves nothing of ${JSON.stringify(text)} that Markdown gives a meaning`, () => {
    assert.match(escapeMarkdown(text), /^(?:[\p{L}\p{N} \ufffd]|&#\d+;)*$/u);
  });
}

it('leaves words as they are', () => {
  assert.equal(escapeMarkdown('Übersicht 2 レ'), 'Übersicht 2 レ');
});
