import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bodyFileName, isPicture } from '../../../src/host/bodyName.ts';

const texts: [url: string, contentType: string | undefined, name: string][] = [
  ['https://e.com/users/7', 'application/json; charset=utf-8', '7.json'],
  ['https://e.com/data.json', 'application/json', 'data.json'],
  ['https://e.com/problem', 'application/problem+json', 'problem.json'],
  ['https://e.com/feed', 'application/atom+xml', 'feed.xml'],
  ['https://e.com/', 'text/html', 'e.com.html'],
  ['https://e.com/page.php', 'TEXT/HTML', 'page.php.html'],
  ['https://e.com/INDEX.HTML', 'text/html', 'INDEX.HTML'],
  ['https://e.com/item/3', 'text/plain', '3.txt'],
  ['https://e.com/x', undefined, 'x.txt'],
  ['https://e.com/x.ipynb', 'application/json', 'x.ipynb.json'],
  ['https://e.com/x.ipynb', 'text/plain', 'x.ipynb.txt'],
  ['https://e.com/x.code-workspace', undefined, 'x.code-workspace.txt'],
  ['https://e.com/logo.svg', 'image/svg+xml', 'logo.svg.xml'],
  ['https://e.com/logo.png', 'text/html', 'logo.png.html'],
  ['https://e.com/a%2F..%2Fb', 'text/plain', 'a_.._b.txt'],
  ['https://e.com/..%2f..%2f', 'text/html', '_.._.html'],
  ['https://e.com/%E3%83%AC', 'text/html', 'レ.html'],
  ['https://e.com/%ff', 'text/html', '_ff.html'],
  [`https://e.com/${'x'.repeat(300)}`, 'text/html', `${'x'.repeat(80)}.html`],
  ['not a URL', 'text/html', 'body.html'],
];

const others: [url: string, contentType: string | undefined, name: string][] = [
  ['https://e.com/logo', 'image/png', 'logo.png'],
  ['https://e.com/logo.ipynb', 'image/jpeg', 'logo.ipynb.jpg'],
  ['https://e.com/x.ipynb', 'application/octet-stream', 'x.ipynb.bin'],
  ['https://e.com/x.ipynb', undefined, 'x.ipynb.bin'],
  ['https://e.com/logo.svg', 'image/svg+xml', 'logo.svg.bin'],
  ['https://e.com/a.png', 'image/x-portable-pixmap', 'a.png.bin'],
  ['https://e.com/a.png', 'application/octet-stream', 'a.png.bin'],
  ['https://e.com/a.pdf', 'application/pdf', 'a.pdf.bin'],
];

describe('the file name of a body', () => {
  for (const [url, contentType, name] of texts) {
    it(`is ${name.slice(0, 20)} for ${url.slice(0, 40)} as ${contentType}`, () => {
      assert.equal(bodyFileName({ url, contentType: contentType ?? '', characters: 5 }), name);
    });
  }

  for (const [url, contentType, name] of others) {
    it(`is ${name} for what is not text at ${url} as ${contentType}`, () => {
      assert.equal(bodyFileName({ url, contentType: contentType ?? '' }), name);
    });
  }
});

describe('a picture', () => {
  const url = 'https://e.com/a.png';
  for (const type of ['png', 'jpeg', 'gif', 'webp', 'bmp', 'x-icon', 'vnd.microsoft.icon', 'avif']) {
    it(`is what is served as image/${type}`, () => {
      assert.ok(isPicture({ url, contentType: `Image/${type}; q=1` }));
    });
  }

  it('is no text, and nothing that can hold a script', () => {
    assert.ok(!isPicture({ url, contentType: 'image/png', characters: 5 }));
    for (const contentType of ['image/svg+xml', 'application/octet-stream', 'text/html', '', 'constructor'])
      assert.ok(!isPicture({ url, contentType }), contentType);
    assert.ok(!isPicture({ url }));
  });
});
