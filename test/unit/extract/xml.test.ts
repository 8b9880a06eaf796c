import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assertFinds, table } from './found.ts';

const sitemap = (content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" ` +
  `xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${content}\n</urlset>`;

table('sitemaps', 'xml', [
  [
    'takes each loc',
    sitemap('<url><loc>https://a.com/</loc></url>\n<url>\n<loc>\n  https://b.com/x.\n</loc>\n</url>'),
    'https://a.com/',
    'https://b.com/x.',
  ],
  [
    'decodes entities',
    sitemap('<url><loc>https://e.com/?a=1&amp;b=&#50;</loc></url>'),
    ['https://e.com/?a=1&b=2', 'https://e.com/?a=1&amp;b=&#50;'],
  ],
  [
    'takes CDATA',
    sitemap('<url><loc><![CDATA[https://e.com/?a=1&b=2]]></loc></url>'),
    'https://e.com/?a=1&b=2',
  ],
  [
    'takes images',
    sitemap(
      '<url><loc>https://a.com/</loc><image:image><image:loc>https://a.com/i.png</image:loc></image:image></url>',
    ),
    'https://a.com/',
    'https://a.com/i.png',
  ],
  [
    'takes translations',
    sitemap('<url><xhtml:link rel="alternate" hreflang="de" href="https://e.com/de?a&amp;b"/></url>'),
    ['https://e.com/de?a&b', 'https://e.com/de?a&amp;b'],
  ],
  [
    'takes the index of sitemaps',
    '<sitemapindex><sitemap><loc>https://e.com/s.xml</loc></sitemap></sitemapindex>',
    'https://e.com/s.xml',
  ],
  [
    'takes names with a prefix',
    '<s:urlset xmlns:s="http://www.sitemaps.org/"><s:url><s:loc>https://e.com</s:loc></s:url></s:urlset>',
    'https://e.com',
  ],
  [
    'leaves out what stands before',
    `<?xml-stylesheet href="https://no.com"?><!-- https://no.com -->${sitemap('<url><loc>https://e.com</loc></url>')}`,
    'https://e.com',
  ],
  [
    'leaves all else out',
    sitemap(
      '<!-- https://no.com --><url><lastmod>https://no.com</lastmod><image:license>https://no.com</image:license> https://no.com</url>',
    ),
  ],
]);

table('other XML', 'xml', [
  [
    'reads text by the plain rules',
    '<p>See https://e.com/a. And <b>https://e.com/b</b>, (https://e.com/c)</p>',
    'https://e.com/a',
    'https://e.com/b',
    'https://e.com/c',
  ],
  [
    'takes a value of an attribute verbatim',
    '<a href="https://e.com/x." b=\'https://e.com/y!\'/>',
    'https://e.com/x.',
    'https://e.com/y!',
  ],
  ['reads prose in a value', '<a b="see https://e.com/x."/>', 'https://e.com/x'],
  [
    'decodes entities in text',
    '<p>🎉 &lt;https://e.com/?a&amp;b&gt; &#x1F389;https://f.com/&#x1F389;</p>',
    ['https://e.com/?a&b', 'https://e.com/?a&amp;b'],
    ['https://f.com/🎉', 'https://f.com/&#x1F389;'],
  ],
  [
    'decodes entities in values',
    '<a b="https://e.com/?a=&quot;b&quot;&amp;c"/>',
    ['https://e.com/?a="b"&c', 'https://e.com/?a=&quot;b&quot;&amp;c'],
  ],
  [
    'knows no entities of HTML',
    '<a b="https://e.com/?a&copy=1"/><p>https://e.com/&eacute</p>',
    'https://e.com/?a&copy=1',
    'https://e.com/&eacute',
  ],
  [
    'reads HTML written as text',
    '<description>&lt;a href="https://e.com/a"&gt;x&lt;/a&gt;</description>',
    'https://e.com/a',
  ],
  [
    'reads CDATA',
    '<content><![CDATA[<a href="https://e.com/a?b&c">x</a>]]></content>',
    'https://e.com/a?b&c',
  ],
  [
    'decodes the entities of HTML in CDATA and in text',
    '<d><![CDATA[<a href="https://a.com/x?a=1&amp;b=2">x</a> https://b.com/y&nbsp;z]]></d><d>&lt;a href="https://c.com/x?a=1&amp;amp;b=&quot;2"&gt; https://d.com.&amp;nbsp;x</d>',
    ['https://a.com/x?a=1&b=2', 'https://a.com/x?a=1&amp;b=2'],
    'https://b.com/y',
    ['https://c.com/x?a=1&b=', 'https://c.com/x?a=1&amp;amp;b='],
    'https://d.com',
  ],
  [
    'takes CDATA without tags as it is written',
    '<d><![CDATA[https://a.com/?a&amp;b]]></d>',
    'https://a.com/?a&amp;b',
  ],
  ['reads comments', '<a><!-- see https://e.com/a. --></a>', 'https://e.com/a'],
  [
    'reads processing instructions',
    '<?xml-stylesheet href="https://e.com/a.xsl"?><a/>',
    'https://e.com/a.xsl',
  ],
  [
    'leaves namespaces and schemas out',
    '<a xmlns="http://n.com" xmlns:b="http://n.com" xsi:schemaLocation="http://n.com http://n.com/a.xsd" x:noNamespaceSchemaLocation="http://n.com" c="https://e.com"/>',
    'https://e.com',
  ],
  [
    'leaves the names of schemas and services out',
    '<s targetNamespace="http://n.com"><i namespace="http://n.com"/><b transport="http://n.com"/><o soapAction="http://n.com" location="https://e.com"/></s>',
    'https://e.com',
  ],
  [
    'takes no pattern and no placeholder for a host',
    '<a a="https://*.e.com/*" b="https://&lt;host>/x" c="http://:80/x" d="https://{a}.e.com" e="https://[::1]/" f="https://🎉.la/"/>',
    'https://{a}.e.com',
    'https://[::1]/',
    'https://🎉.la/',
  ],
  [
    'leaves declarations out',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD" "http://www.apple.com/DTDs/x.dtd"><plist>https://e.com</plist>',
    'https://e.com',
  ],
  [
    'reads a feed',
    '<rss><channel><link>https://a.com/</link><atom:link href="https://b.com/f"/><enclosure url="https://c.com/m.mp3"/></channel></rss>',
    'https://a.com/',
    'https://b.com/f',
    'https://c.com/m.mp3',
  ],
]);

table('malformed XML', 'xml', [
  ['reads CDATA that does not end', '<a><![CDATA[https://e.com/a', 'https://e.com/a'],
  ['reads a comment that does not end', '<a><!-- https://e.com/a', 'https://e.com/a'],
  [
    'reads a tag that does not end',
    '<a b="https://a.com" c="https://b.com',
    'https://a.com',
    'https://b.com',
  ],
  [
    'reads a sitemap that does not end',
    '<urlset><url><loc>https://a.com/</loc><loc>https://b.com/',
    'https://a.com/',
    'https://b.com/',
  ],
  ['reads bare ampersands', '<p>https://e.com/?a&b&c=1</p>', 'https://e.com/?a&b&c=1'],
  ['reads comments without a root', '<!-- https://e.com -->', 'https://e.com'],
  ['reads text without a root', 'https://e.com & <', 'https://e.com'],
]);

describe('XML', () => {
  const url = fc.webUrl({ withFragments: true, withQueryParameters: true, validSchemes: ['http', 'https'] });
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/'/g, '&apos;').replace(/</g, '&lt;');

  it('finds a URL with its exact range in a value or a sitemap', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).map((text) => escaped(text.replaceAll('://', ''))),
        fc.constantFrom(
          ["<a b='", "'/>"],
          ['<urlset><url><loc>', '</loc></url></urlset>'],
          ["<a c='' d = '\n", "\n' e='x'>f</a>"],
        ),
        url,
        (comment, [open, close], address) => {
          const source = escaped(address);
          assertFinds('xml', `<?a?>\r\n${open}${source}${close}<p>${comment}</p>`, [[address, source]]);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
