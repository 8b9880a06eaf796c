import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assertFinds, table } from './found.ts';

table('HTML attributes', 'html', [
  [
    'takes each that holds a URL',
    '<a href="https://a.com"><img src=\'https://b.com\'><video poster=https://c.com></video><button formaction="https://d.com">' +
      '<q cite="https://e.com"></q><form action="https://f.com"><object data="https://g.com"></object><use xlink:href="https://h.com"/>',
    ...Array.from('abcdefgh', (letter) => `https://${letter}.com`),
  ],
  ['takes a value verbatim', '<a href="https://e.com/x.">', 'https://e.com/x.'],
  ['takes quotes and brackets in a value', '<a href="https://e.com/(it\'s)[">', "https://e.com/(it's)["],
  ['takes an unquoted value up to white space or >', '<a href=https://e.com/a/>b</a>', 'https://e.com/a/'],
  ['takes names in capitals', '<A HREF="HTTPS://E.COM">', 'HTTPS://E.COM'],
  ['takes a name apart from its value', '<a\n  href =\n  "https://e.com"\n>', 'https://e.com'],
  ['ignores white space around a URL', '<a href="\n https://e.com/a\t">', 'https://e.com/a'],
  ['takes a URL after astral characters', '<p>🎉<a title="🎉" href="https://e.com/🎉">', 'https://e.com/🎉'],
  [
    'takes URLs between carriage returns',
    '<a\rhref="https://e.com">\r\n<a href="https://f.com">',
    'https://e.com',
    'https://f.com',
  ],
  [
    'leaves other attributes out',
    '<a title="https://no.com" data-src="https://no.com" data="https://no.com">',
  ],
  [
    'leaves relative and other URLs out',
    '<a href="/a"><a href="//e.com"><a href="mailto:a@e.com"><a href="">',
  ],
  [
    'leaves namespaces out',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://e.com"/></svg>',
    'https://e.com',
  ],
  ['leaves closing tags out', '</a href="https://no.com">'],
]);

// The HTML standard, section 13.2.5.73: what a character reference without its semicolon means in an attribute.
table('character references in HTML', 'html', [
  [
    'decodes &amp;',
    '<a href="https://e.com/?a=1&amp;b=2">',
    ['https://e.com/?a=1&b=2', 'https://e.com/?a=1&amp;b=2'],
  ],
  [
    'decodes numbers',
    '<a href="https://e.com/&#233;&#xE9;&#x1F389;">',
    ['https://e.com/éé🎉', 'https://e.com/&#233;&#xE9;&#x1F389;'],
  ],
  [
    'decodes a number without a semicolon',
    '<a href="https://e.com/&#233/x">',
    ['https://e.com/é/x', 'https://e.com/&#233/x'],
  ],
  [
    'decodes a scheme',
    '<a href="https&colon;&sol;&sol;e.com">',
    ['https://e.com', 'https&colon;&sol;&sol;e.com'],
  ],
  [
    'decodes a name without a semicolon at the end',
    '<a href="https://e.com/&copy">',
    ['https://e.com/©', 'https://e.com/&copy'],
  ],
  ['keeps a name followed by =', '<a href="https://e.com/?a&copy=1">', 'https://e.com/?a&copy=1'],
  [
    'keeps a name followed by a letter or digit',
    '<a href="https://e.com/?a&ampb&reg1">',
    'https://e.com/?a&ampb&reg1',
  ],
  ['keeps a name that needs its semicolon', '<a href="https://e.com/?a&lang/">', 'https://e.com/?a&lang/'],
  ['keeps what is no name', '<a href="https://e.com/?a&b=1&nope;">', 'https://e.com/?a&b=1&nope;'],
]);

table('srcset and meta refresh', 'html', [
  [
    'takes all of a srcset',
    '<img srcset="https://a.com/1.png 1x, https://b.com/2.png 2x">',
    'https://a.com/1.png',
    'https://b.com/2.png',
  ],
  [
    'keeps commas inside',
    '<img srcset="https://a.com/w_1,h_2/a.png 100w,https://b.com/">',
    'https://a.com/w_1,h_2/a.png',
    'https://b.com/',
  ],
  [
    'cuts commas at the end',
    '<img srcset="https://a.com/a, https://b.com/b,">',
    'https://a.com/a',
    'https://b.com/b',
  ],
  ['passes over relative ones', '<img srcset="/a.png 1x, https://b.com/b 2x">', 'https://b.com/b'],
  [
    'takes them across lines',
    '<source srcset="\n  https://a.com/a 480w,\n  https://b.com/b 800w\n">',
    'https://a.com/a',
    'https://b.com/b',
  ],
  [
    'decodes entities',
    '<img srcset="https://a.com/?a&amp;b 1x">',
    ['https://a.com/?a&b', 'https://a.com/?a&amp;b'],
  ],
  ['takes imagesrcset', '<link imagesrcset="https://a.com 1x">', 'https://a.com'],
  ['takes a refresh', '<meta http-equiv="refresh" content="0; url=https://e.com/a">', 'https://e.com/a'],
  [
    'takes a refresh in any order, case and quotes',
    `<META CONTENT="5;URL='https://e.com/a'" HTTP-EQUIV=Refresh>`,
    'https://e.com/a',
  ],
  [
    'takes a refresh without url=',
    '<meta http-equiv=refresh content="1,https://e.com/a">',
    'https://e.com/a',
  ],
  [
    'leaves other metas out',
    '<meta property="og:url" content="https://no.com"><meta http-equiv="x" content="0;url=https://no.com">',
  ],
  ['takes no refresh apart from its tag', '<meta http-equiv="refresh"><meta content="0;url=https://no.com">'],
]);

table('what is no markup', 'html', [
  ['leaves text out', '<p>https://no.com <a href="https://e.com">https://no.com</a>', 'https://e.com'],
  [
    'leaves scripts out',
    '<script src="https://e.com">x = \'<a href="https://no.com">\'; // https://no.com</script>',
    'https://e.com',
  ],
  [
    'leaves styles out',
    '<style>a { background: url(https://no.com) } /* <a href="https://no.com"> */</style>',
  ],
  [
    'leaves comments out',
    '<!-- <a href="https://no.com"> --><!-- a --!><a href="https://e.com">',
    'https://e.com',
  ],
  [
    'leaves titles and text areas out',
    '<title><a href="https://no.com"></title><textarea><a href="https://no.com"></textarea>',
  ],
  [
    'leaves declarations out',
    '<!DOCTYPE html PUBLIC "-//W3C//DTD" "http://www.w3.org/TR/x.dtd"><?php "https://no.com" ?>',
  ],
  ['goes on after an empty script', '<script></script><a href="https://e.com">', 'https://e.com'],
  [
    'takes noscript and template',
    '<noscript><img src="https://a.com"></noscript><template><a href="https://b.com"></template>',
    'https://a.com',
    'https://b.com',
  ],
  ['takes < in prose for text', 'a < b <3 <a href="https://e.com">', 'https://e.com'],
]);

table('malformed HTML', 'html', [
  ['reads a tag that does not end', '<p><a href="https://e.com/a"', 'https://e.com/a'],
  ['reads a value that does not end', '<p><a href="https://e.com/a', 'https://e.com/a'],
  ['reads an unquoted value that does not end', '<a href=https://e.com/a', 'https://e.com/a'],
  [
    'reads on where a quotation mark is left out',
    '<a href="https://a.com>x</a> <a href="https://b.com">',
    'https://a.com',
  ],
  [
    'reads on where no quotation mark follows',
    '<a href=\'https://a.com>x</a> <b title="y"> <a href=https://b.com>',
    'https://a.com',
    'https://b.com',
  ],
  [
    'reads attributes without space',
    '<a href="https://a.com"src="https://b.com">',
    'https://a.com',
    'https://b.com',
  ],
  [
    'reads on after a comment that does not end',
    '<a href="https://a.com"><!-- <a href="https://no.com">',
    'https://a.com',
  ],
  ['reads tags in disorder', '</p></div><a href="https://a.com"></b><div', 'https://a.com'],
]);

table('components', 'vue', [
  [
    'takes attributes of a template',
    '<template><a href="https://e.com/a.">https://no.com</a></template>',
    'https://e.com/a.',
  ],
  [
    'reads scripts by the plain rules',
    "<script setup>\nconst a = 'https://e.com/a';\n</script>\n<style>url(https://no.com)</style>",
    'https://e.com/a',
  ],
  [
    'reads on after a script that closes itself',
    '<script src="https://a.com" />\n<template>https://no.com <img src="https://b.com"></template>',
    'https://a.com',
    'https://b.com',
  ],
  [
    'reads bound attributes by the plain rules',
    `<a :href="'https://a.com/' + id" v-bind:src="b ? 'https://b.com' : ''" :title="'https://no.com'">`,
    'https://a.com/',
    'https://b.com',
  ],
  ['reads attributes in braces', "<a href={'https://a.com/x'} title={'https://no.com'}>", 'https://a.com/x'],
  [
    'reads expressions with blanks, quotes and braces in them',
    '<a href={ok ? "https://a.com/1" : "https://a.com/2"} on:click={() => { a > 1 }}>x</a>' +
      '<a href={base + `https://a.com/${n}`}><a href={"no end><a href="https://a.com/4">',
    'https://a.com/1',
    'https://a.com/2',
    'https://a.com/${n}',
    'https://a.com/4',
  ],
  [
    'decodes entities in HTML, and not in code',
    '---\na = "https://a.com/?a&amp;b"\n---\n<script>"https://b.com/?a&amp;b"</script>' +
      `<a href={'https://c.com/?a&amp;b'}><a :href="'https://d.com/?a&amp;b'">`,
    'https://a.com/?a&amp;b',
    'https://b.com/?a&amp;b',
    'https://c.com/?a&amp;b',
    ['https://d.com/?a&b', 'https://d.com/?a&amp;b'],
  ],
  [
    'reads a script at the start',
    "---\nconst a = 'https://a.com';\n---\n<p>https://no.com</p>",
    'https://a.com',
  ],
]);

describe('HTML', () => {
  const url = fc.webUrl({ withFragments: true, withQueryParameters: true, validSchemes: ['http', 'https'] });
  const escaped = (text: string) =>
    text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
  const prose = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[<&]/g, ' '));
  const tag = fc.constantFrom(
    ['<a href="', '">x</a>'],
    ["<img alt='a > b' src='", "'>"],
    ['<p><img srcset="', ' 2x"></p>'],
    ['<meta http-equiv="refresh" content="0; url=', '">'],
    ['<video data-x="1" poster=\t"', '" controls>'],
    ['<!-- x --><script src="', '"></script>'],
  );

  it('finds a URL with its exact range in any attribute', () => {
    fc.assert(
      fc.property(prose, tag, url, prose, (before, [open, close], address, after) => {
        // A comma at the end of a candidate is not part of it.
        fc.pre(!address.endsWith(','));
        const source = escaped(address);
        assertFinds('html', `${before}${open}${source}${close}${after}`, [[address, source]]);
      }),
      { numRuns: 1000 },
    );
  });
});
