import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bodyFileName } from '../../../src/host/bodyName.ts';

const cases: [url: string, contentType: string | undefined, name: string][] = [
  ['https://e.com/users/7', 'application/json; charset=utf-8', '7.json'],
  ['https://e.com/data.json', 'application/json', 'data.json'],
  ['https://e.com/problem', 'application/problem+json', 'problem.json'],
  ['https://e.com/feed', 'application/atom+xml', 'feed.xml'],
  ['https://e.com/feed.rss', 'application/xml', 'feed.rss'],
  ['https://e.com/', 'text/html', 'e.com.html'],
  ['https://e.com/page.php', 'TEXT/HTML', 'page.php.html'],
  ['https://e.com/page.htm', 'text/html', 'page.htm'],
  ['https://e.com/logo', 'image/png', 'logo.png'],
  ['https://e.com/main.py', 'text/plain', 'main.py'],
  ['https://e.com/item/3', 'text/plain', '3.txt'],
  ['https://e.com/archive.tar.gz', 'application/octet-stream', 'archive.tar.gz'],
  ['https://e.com/x', undefined, 'x.txt'],
  ['https://e.com/a%2F..%2Fb', 'text/plain', 'a_.._b'],
  ['https://e.com/..%2f..%2f', 'text/html', '_.._.html'],
  ['https://e.com/%E3%83%AC', 'text/html', 'レ.html'],
  ['https://e.com/%ff', 'text/html', '_ff.html'],
  [`https://e.com/${'x'.repeat(300)}`, 'text/html', `${'x'.repeat(80)}.html`],
  ['not a URL', 'text/html', 'body.html'],
];

describe('the file name of a body', () => {
  for (const [url, contentType, name] of cases) {
    it(`is ${name.slice(0, 20)} for ${url.slice(0, 40)} as ${contentType}`, () => {
      assert.equal(bodyFileName(url, contentType), name);
    });
  }
});
