import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BodyNames } from '../../../src/export/bodyNames.ts';

const body = (url: string, contentType?: string, characters?: number) => ({
  request: { url },
  ...(contentType !== undefined && { contentType }),
  ...(characters !== undefined && { characters }),
});
const nameOf = (url: string, contentType = 'text/html', characters: number | undefined = 1) =>
  new BodyNames().of(body(url, contentType, characters));

describe('the name of a body', () => {
  const names: [path: string, name: string][] = [
    ['/a/b.pdf?c=d.e#f', 'b.pdf'],
    ['/a/', 'a.html'],
    ['/', 'e.com.html'],
    ['/v1.2', 'v1.2.html'],
    ['/%C3%BC.css', 'ü.css'],
    ['/u%CC%88.css', 'ü.css'],
    ['/%E0%A4%A', '%E0%A4%A.html'],
    ['/..%2F..%2Fetc%2Fpasswd', '__.._etc_passwd.html'],
    ['/%2e%2e%2f', '__.html'],
    ['/...', 'body.html'],
    ['/%20%20', 'body.html'],
    ['/.htaccess', '_htaccess.html'],
    ['/-rf', '_rf.html'],
    ['/~', '_.html'],
    ['/CON', 'CON_.html'],
    ['/nul.txt', 'nul_.txt'],
    ['/com1.tar.gz', 'com1_.tar.gz'],
    ['/LPT%C2%B2.txt', 'LPT²_.txt'],
    ['/console.txt', 'console.txt'],
    ['/a.%20.%20', 'a.html'],
    ['/a%00%0A%7F%3Cb%3E%3A%22%7C%3F%2A%5Cc.txt', 'a_b_c.txt'],
    ['/a%E2%80%AEfdp.exe', 'a_fdp.exe'],
    ['/$MFT', '$MFT.html'],
  ];
  for (const [path, name] of names) {
    it(`of ${path} is ${name}`, () => assert.equal(nameOf(`https://e.com${path}`), name));
  }

  const types: [type: string | undefined, characters: number | undefined, ending: string][] = [
    ['text/html; charset=utf-8', 1, '.html'],
    ['application/problem+json', 1, '.json'],
    ['text/unknown', 1, '.txt'],
    ['image/png', undefined, '.png'],
    ['application/octet-stream', undefined, '.bin'],
    [undefined, undefined, '.bin'],
    ['constructor', undefined, '.bin'],
  ];
  for (const [type, characters, ending] of types) {
    it(`ends with ${ending} where it has no ending and the type is ${type}`, () => {
      assert.equal(new BodyNames().of(body('https://e.com/a', type, characters)), `a${ending}`);
    });
  }

  it('is short enough, and keeps its ending', () => {
    const name = nameOf(`https://e.com/${'ä'.repeat(300)}.json`);
    assert.match(name, /^ä+\.json$/);
    assert.ok(Buffer.byteLength(name) <= 120);
  });

  it('is another for each body, also where file systems know no case and other forms of a letter', () => {
    const given = new BodyNames(['A.HTML', 'index.csv']);
    const paths = ['/a', '/A', '/a.html', '/%EF%BD%81', '/a-2', '/index.csv', '/stra%C3%9Fe', '/STRASSE'];
    assert.deepEqual(
      paths.map((path) => given.of(body(`https://e.com${path}`, 'text/html', 1))),
      [
        'a-2.html',
        'A-3.html',
        'a-4.html',
        'ａ-5.html',
        'a-2-2.html',
        'index-2.csv',
        'straße.html',
        'STRASSE-2.html',
      ],
    );
  });

  it('is found quickly for a hundred thousand bodies of one URL', () => {
    const given = new BodyNames();
    let last = '';
    for (let n = 0; n < 100_000; n++) last = given.of(body('https://e.com/a', 'text/html', 1));
    assert.equal(last, 'a-100000.html');
  });

  it('is one that every system takes, and never the same twice, whatever the URL', () => {
    const segment = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: fc.constantFrom('.', ' ', '/', '\\', ':', 'c', 'o', 'n', '\u0301', 'A', 'a', '~') }),
      fc.constantFrom('con', 'NUL.', 'aux .txt', 'lpt1.', 'com¹'),
    );
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 20 }), (segments) => {
        const given = new BodyNames();
        const all = segments.map((each) =>
          given.of(body(`https://e.com/${encodeURIComponent(each.toWellFormed())}`, 'text/css', 1)),
        );
        for (const name of all) {
          assert.doesNotMatch(name, /[\p{Cc}\p{Cs}<>:"/\\|?*]|[. ]$|^[. -]/u);
          assert.doesNotMatch(name, /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]) *(\.|$)/i);
          assert.ok(Buffer.byteLength(name) <= 140 && name.length > 0, name);
        }
        const keys = new Set(all.map((name) => name.normalize('NFKD').toLowerCase()));
        assert.equal(keys.size, all.length);
      }),
    );
  });
});
