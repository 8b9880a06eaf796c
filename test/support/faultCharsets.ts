import { answer } from './faultAnswer.ts';
import type { Behaviours } from './faultServer.ts';

const html = 'content-type: text/html';
const plain = 'content-type: text/plain';
const latin = (text: string) => Buffer.from(text, 'latin1');
const bytes = (hex: string) => Buffer.from(hex, 'hex');
const page = (declaration: string, body: Buffer) =>
  Buffer.concat([latin(`<!doctype html>${declaration}<title>`), body, latin('</title>')]);

const windows1251 = bytes('cff0e8e2e5f2'); // Привет
const shiftJis = bytes('93fa967b8cea'); // 日本語
const big5 = bytes('a4a4a4e5'); // 中文
const iso2022jp = bytes('1b2442467c4b5c386c1b2842'); // 日本語

/** By name: the header Content-Type, and the body. */
const cases: Record<string, readonly [header: string, body: Buffer]> = {
  'utf8-bom': [`${plain}; charset=windows-1251`, bytes('efbbbfe282ac')],
  'utf16le-bom': [plain, bytes('fffe6800f60000d83dde'.replace('00d83dde', '3dd800de'))],
  'utf16be-bom': [plain, bytes('feff006800f6')],
  'utf16le-header': [`${plain}; charset=utf-16`, bytes('6800f600')],
  'utf16be-header': [`${plain}; charset=utf-16be`, bytes('006800f6')],
  header: [`${plain}; charset=windows-1251`, windows1251],
  'header-quoted': [`${plain}; charset="Windows-1251"`, windows1251],
  'header-unknown': [`${plain}; charset=martian`, latin('plain')],
  'header-over-meta': [`${html}; charset=windows-1251`, page('<meta charset=utf-8>', windows1251)],
  meta: [html, page('<meta charset="windows-1251">', windows1251)],
  'meta-http-equiv': [
    html,
    page('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', windows1251),
  ],
  'meta-in-comment': [html, page('<!-- <meta charset="windows-1251"> -->', latin('caf\xe9'))],
  'meta-utf16': [html, page('<meta charset="utf-16">', Buffer.from('é'))],
  'xml-declaration': [
    'content-type: application/xml',
    Buffer.concat([latin('<?xml version="1.0" encoding="windows-1251"?><a>'), windows1251, latin('</a>')]),
  ],
  'windows-1252-default': [html, page('', bytes('8093636166e994'))],
  'windows-1252-late': [plain, Buffer.concat([Buffer.alloc(5000, 'a'), bytes('e9')])],
  'utf8-default': [plain, Buffer.from('naïve 😀')],
  'utf8-broken': [`${plain}; charset=utf-8`, bytes('61ff62')],
  'iso-8859-1': [`${plain}; charset=iso-8859-1`, bytes('80')],
  big5: [`${plain}; charset=big5`, big5],
  'shift-jis': [`${plain}; charset=Shift_JIS`, shiftJis],
  'iso-2022-jp': [`${plain}; charset=iso-2022-jp`, iso2022jp],
  'iso-2022-kr': [`${plain}; charset=iso-2022-kr`, latin('not decoded, for safety')],
  'user-defined': [`${plain}; charset=x-user-defined`, bytes('6180')],
  'no-type': ['x-type: none', Buffer.from('tëxt')],
  'no-type-bytes': ['x-type: none', bytes('00010203')],
};

/** Bodies that say in each possible way, or not at all, in which charset they are: `charset/meta`. */
export const charsetCases: Behaviours = {
  charset: ({ socket, rest: [name = ''] }) => {
    const [header, body] = cases[name] ?? [plain, Buffer.alloc(0)];
    answer(socket, '200 OK', [header], body);
  },
  // `title/…`: a page of this markup, percent-encoded.
  title: ({ socket, rest: [markup = ''] }) =>
    answer(socket, '200 OK', [`${html}; charset=utf-8`], decodeURIComponent(markup)),
};
