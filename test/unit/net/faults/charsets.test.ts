import { describe, it } from 'node:test';
import { assertFault, type Expectation } from '../../../support/faultExpectation.ts';
import { startFaultServer } from '../../../support/faultServer.ts';

const expectations: Readonly<Record<string, Expectation>> = {
  'utf8-bom': { outcome: 'ok', charset: 'UTF-8', characters: 1, preview: '€' },
  'utf16le-bom': { outcome: 'ok', charset: 'UTF-16LE', characters: 3, preview: 'hö😀' },
  'utf16be-bom': { outcome: 'ok', charset: 'UTF-16BE', characters: 2, preview: 'hö' },
  'utf16le-header': { outcome: 'ok', charset: 'UTF-16LE', characters: 2, preview: 'hö' },
  'utf16be-header': { outcome: 'ok', charset: 'UTF-16BE', characters: 2, preview: 'hö' },
  header: { outcome: 'ok', charset: 'windows-1251', characters: 6, preview: 'Привет' },
  'header-quoted': { outcome: 'ok', charset: 'windows-1251', preview: 'Привет' },
  'header-unknown': { outcome: 'ok', charset: 'UTF-8', preview: 'plain' },
  'header-over-meta': { outcome: 'ok', charset: 'windows-1251', title: 'Привет' },
  meta: { outcome: 'ok', charset: 'windows-1251', title: 'Привет' },
  'meta-http-equiv': { outcome: 'ok', charset: 'windows-1251', title: 'Привет' },
  'meta-in-comment': { outcome: 'ok', charset: 'windows-1252', title: 'café' },
  'meta-utf16': { outcome: 'ok', charset: 'UTF-8', title: 'é' },
  'xml-declaration': {
    outcome: 'ok',
    charset: 'windows-1251',
    preview: '<?xml version="1.0" encoding="windows-1251"?><a>Привет</a>',
  },
  'windows-1252-default': { outcome: 'ok', charset: 'windows-1252', title: '€“café”' },
  'windows-1252-late': { outcome: 'ok', charset: 'windows-1252', characters: 5001 },
  'utf8-default': { outcome: 'ok', charset: 'UTF-8', characters: 7, preview: 'naïve 😀' },
  'utf8-broken': { outcome: 'ok', charset: 'UTF-8', characters: 3, preview: 'a\uFFFDb' },
  'iso-8859-1': { outcome: 'ok', charset: 'windows-1252', preview: '€' },
  big5: { outcome: 'ok', charset: 'Big5', characters: 2, preview: '中文' },
  'shift-jis': { outcome: 'ok', charset: 'Shift_JIS', characters: 3, preview: '日本語' },
  'iso-2022-jp': { outcome: 'ok', charset: 'ISO-2022-JP', characters: 3, preview: '日本語' },
  'iso-2022-kr': { outcome: 'ok', charset: 'UTF-8', preview: 'not decoded, for safety' },
  'user-defined': { outcome: 'ok', charset: 'x-user-defined', preview: 'a\uF780', characters: 2 },
  'no-type': { outcome: 'ok', charset: 'UTF-8', preview: 'tëxt', characters: 4 },
  'no-type-bytes': { outcome: 'ok', preview: '' },
};

describe('the charset of a body by', () => {
  for (const [name, expected] of Object.entries(expectations)) {
    it(`${name} is ${expected.charset ?? 'none'}`, async () => {
      await using server = await startFaultServer();
      await assertFault(server, [`/charset/${name}`, {}, expected]);
    });
  }
});

const pages: readonly (readonly [what: string, markup: string, title: string | undefined])[] = [
  ['in capitals, with an attribute', '<HTML><HEAD><TITLE lang=en>Here</TITLE>', 'Here'],
  ['with entities', '<title>Fish &amp; chips &#8212; caf&eacute;</title>', 'Fish & chips — café'],
  ['over several lines', '<title>\n  one\n\ttwo  </title>', 'one two'],
  ['with markup in it, which is text', '<title>a <b>c</title>', 'a <b>c'],
  ['first in a comment', '<!-- <title>no</title> --><title>yes</title>', 'yes'],
  ['first in a script', '<script>"<title>no</title>"</script><title>yes</title>', 'yes'],
  ['in a drawing before', '<svg><title>no</title></svg><title>yes</title>', 'yes'],
  ['twice', '<title>first</title><title>second</title>', 'first'],
  ['far down', `<style>${' '.repeat(9000)}</style><title>far</title>`, 'far'],
  ['too long', `<title>${'😀'.repeat(300)}</title>`, '😀'.repeat(200)],
  ['not closed', '<title>endless', undefined],
  ['that there is not', '<titles>no</titles>', undefined],
];

describe('a title', () => {
  for (const [what, markup, title] of pages) {
    it(`${what} is ${title?.slice(0, 20) ?? 'none'}`, async () => {
      await using server = await startFaultServer();
      const expected = { outcome: 'ok', title } as const;
      await assertFault(server, [`/title/${encodeURIComponent(markup)}`, {}, expected]);
    });
  }
});
