import { type Case, table } from './found.ts';

type Pair = readonly [text: string, url: string];

/** A case for each text that holds one URL. */
const each = (pairs: readonly Pair[]): Case[] => pairs.map(([text, url]) => [`reads ${text}`, text, url]);

/** Texts that are a URL as a whole. */
const wholes = (...urls: string[]): Case[] => urls.map((url) => [`reads ${url}`, url, url]);

// What VS Code's link detector is tested with, where it reads http and https.
const detected: readonly Pair[] = [
  ['x = "http://foo.bar";', 'http://foo.bar'],
  ['x = (http://foo.bar);', 'http://foo.bar'],
  ['x = [http://foo.bar];', 'http://foo.bar'],
  ["x = 'http://foo.bar';", 'http://foo.bar'],
  ['x =  http://foo.bar ;', 'http://foo.bar'],
  ['x = <http://foo.bar>;', 'http://foo.bar'],
  ['x = {http://foo.bar};', 'http://foo.bar'],
  ['(see http://foo.bar)', 'http://foo.bar'],
  ['[see http://foo.bar]', 'http://foo.bar'],
  ['{see http://foo.bar}', 'http://foo.bar'],
  ['<see http://foo.bar>', 'http://foo.bar'],
  ['<url>http://mylink.com</url>', 'http://mylink.com'],
  [
    '// More: https://go.microsoft.com/fwlink/?LinkID=513275&clcid=0x409',
    'https://go.microsoft.com/fwlink/?LinkID=513275&clcid=0x409',
  ],
  [
    '// https://msdn.microsoft.com/desktop/aa365247(v=vs.85).aspx',
    'https://msdn.microsoft.com/desktop/aa365247(v=vs.85).aspx',
  ],
  [
    '<!-- Ref(link:https://go.microsoft.com/fwlink/?LinkId=166007, area:Admin) -->',
    'https://go.microsoft.com/fwlink/?LinkId=166007',
  ],
  [
    'see https://go.microsoft.com/fwlink/?LinkId=166007.</value>',
    'https://go.microsoft.com/fwlink/?LinkId=166007',
  ],
  [
    'see https://msdn.microsoft.com/aa365247(v=vs.85).aspx.</value>',
    'https://msdn.microsoft.com/aa365247(v=vs.85).aspx',
  ],
  ['x = "https://en.wikipedia.org/wiki/Zürich";', 'https://en.wikipedia.org/wiki/Zürich'],
  ['請參閱 http://go.microsoft.com/fwlink/?LinkId=761051。', 'http://go.microsoft.com/fwlink/?LinkId=761051'],
  [
    '（請參閱 http://go.microsoft.com/fwlink/?LinkId=761051）',
    'http://go.microsoft.com/fwlink/?LinkId=761051',
  ],
  ['Some text, then http://www.bing.com.', 'http://www.bing.com'],
  [
    'the [MSDN documentation](https://msdn.microsoft.com/ms687414(v=vs.85).aspx) to add',
    'https://msdn.microsoft.com/ms687414(v=vs.85).aspx',
  ],
  ['let x = "http://[::1]:5000/connect/token"', 'http://[::1]:5000/connect/token'],
  ['2. Navigate to **https://portal.azure.com**', 'https://portal.azure.com'],
  ['POST|https://portal.azure.com|2019-12-05|', 'https://portal.azure.com'],
  [
    'aa  http://tree-mark.chips.jp/レーズン＆ベリーミックス  aa',
    'http://tree-mark.chips.jp/レーズン＆ベリーミックス',
  ],
  ['aa  https://zh.wikipedia.org/wiki/【我推的孩子】 aa', 'https://zh.wikipedia.org/wiki/【我推的孩子】'],
  [
    'aa  https://zh.wikipedia.org/wiki/《新青年》编辑部旧址 aa',
    'https://zh.wikipedia.org/wiki/《新青年》编辑部旧址',
  ],
  ['aa  https://zh.wikipedia.org/wiki/“常凯申”误译事件 aa', 'https://zh.wikipedia.org/wiki/“常凯申”误译事件'],
  ['https://site.web/page.html: blah blah blah', 'https://site.web/page.html'],
  [
    '"Converted from https://github.com/jeff-hykin/c.tmLanguage.json",',
    'https://github.com/jeff-hykin/c.tmLanguage.json',
  ],
];

table("the texts of VS Code's link detector", 'typescript', each(detected));

// What linkify-it is tested with, where it reads http and https.
table('the texts of linkify-it', 'plaintext', [
  ...wholes(
    'http://example.com/foo_bar/',
    'http://user:pass@example.com:8080',
    'http://user@example.com',
    'http://example.com:8080',
    'http://example.com/?foo=bar',
    'http://example.com?foo=bar',
    'http://example.com/#foo=bar',
    'http://example.com#foo=bar',
    'http://a.in',
    'HTTP://GOOGLE.COM',
    'http://example.invalid',
    'http://inrgess2',
    'http://999',
    'http://host-name',
    'http://lyricstranslate.com/en/someone-you-നിന്നെ-പോലൊരാള്\u200d.html',
    'http://example.com/foo_bar_(wiki)',
    'http://foo.com/blah_blah_[other]',
    "http://foo.com/blah_blah_{I'm_king}",
    "http://foo.com/blah_blah_I'm_king",
    "http://www.kmart.com/bestway-10'-x-30inch/p-004",
    "http://foo.com/blah_blah_'singlequoted'",
    'http://index-of.es/Professional.Android.(Wrox,.2010,.0470565527).pdf',
    'https://github.com/a/compare/360b13a7...f5807663',
    'https://ourworldindata.org/grapher/covid?time=9..&country=FRA+DEU',
    'http://172.26.142.48/viewerjs/#../0529/slides.pdf',
    'https://www.google.ru/maps/@59.9393895,30.3165389,15z?hl=ru',
    'http://business.timesonline.co.uk/article/0,,9065-2473189,00.html',
    'https://google.com/mail/u/0/#label/!!!Today/15c9b8193da01e65',
    'http://example.com/foo--bar',
    'http://example.com/123;123',
    'http://www.bloomberg.com/news/what-s-troubling-germany-inc-',
    'http://✪df.ws/123',
    'http://xn--df-oiy.ws/123',
    'http://www.bürgerentscheid-krankenhäuser.de',
    'http://ﻡﻮﻘﻋ.ﻭﺯﺍﺭﺓ-ﺍﻼﺘﺻﺍﻼﺗ.ﻢﺺﺭ/',
    'https://5b0ee223b312746c1659db3f--thelounge-chat.netlify.com/docs/',
    'http://a---b.com/',
  ),
  ...each([
    ['My http://example.com site', 'http://example.com'],
    ['>>http://example.com', 'http://example.com'],
    ['http://localhost:8000?', 'http://localhost:8000'],
    ['test.example@http://vk.com', 'http://vk.com'],
    ['text:http://example.com/', 'http://example.com/'],
    ['[https](https://www.ibm.com)[mailto](mailto:someone@ibm.com)', 'https://www.ibm.com'],
    ['(Scoped http://example.com/foo_bar)', 'http://example.com/foo_bar'],
    ['[Scoped like http://example.com/foo_bar]', 'http://example.com/foo_bar'],
    ['{Scoped like http://example.com/foo_bar}', 'http://example.com/foo_bar'],
    ['"Quoted like http://example.com/foo_bar"', 'http://example.com/foo_bar'],
    ["'Quoted like http://example.com/foo_bar'", 'http://example.com/foo_bar'],
    ['http://example.com/foo_bar.jpg.', 'http://example.com/foo_bar.jpg'],
    ['http://example.com/foo_bar/.', 'http://example.com/foo_bar/'],
    ['http://example.com/foo_bar,', 'http://example.com/foo_bar'],
    ['http://example.com/foo_bar...', 'http://example.com/foo_bar'],
    ['http://example.com/foo_bar?p=10.', 'http://example.com/foo_bar?p=10'],
    ['http://example.com/123!!!', 'http://example.com/123'],
    ['See http://example.com/123; Example link.', 'http://example.com/123'],
    ['http://example.com/foo-with-trailing-dash-dot-.', 'http://example.com/foo-with-trailing-dash-dot-'],
    ['<http://domain.com>.', 'http://domain.com'],
    ['<http://domain.com/foo>.', 'http://domain.com/foo'],
    ['｜http://google.com｜bar', 'http://google.com'],
  ]),
]);

table('what linkify-it takes for no link', 'plaintext', [
  ['finds nothing in example.invalid', 'example.invalid'],
  ['finds nothing in hppt://example.com', 'hppt://example.com'],
  ['finds nothing in -example.com', '-example.com'],
  ['finds nothing in localhost/', 'localhost/'],
  ['finds nothing in ///localhost', '///localhost'],
  ['finds nothing in //test', '//test'],
  ['finds nothing in _//example.com', '_//example.com'],
  ['finds nothing in @example.com', '@example.com'],
  ['finds nothing in node.js and io.js', 'node.js and io.js'],
  ['finds nothing in http://', 'http://'],
  ['finds nothing in http://.', 'http://.'],
  ['finds nothing in http://..', 'http://..'],
  ['finds nothing in http://#', 'http://#'],
  ['finds nothing in http://##', 'http://##'],
  ['finds nothing in http://?', 'http://?'],
  ['finds nothing in http://??', 'http://??'],
  ['finds nothing in google.com:500000', 'google.com:500000'],
  ['finds nothing in path:to:file.pm', 'path:to:file.pm'],
  ['finds nothing in foo@bar', 'foo@bar'],
  ['finds nothing in mailto:bar', 'mailto:bar'],
  ['finds nothing in 192.168.1.1/abc', '192.168.1.1/abc'],
  ['finds nothing in example.com/foo', 'example.com/foo'],
]);

// What lychee is tested with; of links that say nofollow or preconnect Gather reads the URLs, too.
table('the texts of lychee', 'html', [
  [
    'reads <code>https://no.com</code> <pre>',
    '<code>https://no.com</code> <pre>\nhttps://no.com\n<a href="https://baz.org">x</a></pre>',
    'https://baz.org',
  ],
  [
    'reads <script>',
    '<script>\nvar foo = "https://no.com";\n</script>\n<a href="https://example.org">x</a>',
    'https://example.org',
  ],
  ['reads <img srcset="v2@1.5x.png" alt="Wikipedia">', '<img srcset="v2@1.5x.png" alt="Wikipedia">'],
  [
    'reads <img srcset="/cdn-cgi/format=webp,width=640/https://no.com/a',
    '<img srcset="/cdn-cgi/format=webp,width=640/https://no.com/a.jpg 640w, /b/https://no.com/c.jpg 750w" src="/d/https://no.com/e.jpg">',
  ],
  [
    'reads <img srcset="/300.png 300w,/600.png 600w,https://x.invalid/a',
    '<img srcset="/300.png 300w,/600.png 600w,https://x.invalid/a.png 1000w,relative.png 10w">',
    'https://x.invalid/a.png',
  ],
  [
    'reads <html lang="en-EN" prefix="og: https://ogp.me/ns#">',
    '<html lang="en-EN" prefix="og: https://ogp.me/ns#">',
  ],
  [
    'reads <a href="https://example.com">https://no.com</a>',
    '<a href="https://example.com">https://no.com</a>',
    'https://example.com',
  ],
  [
    'reads <pre>',
    '<pre>\n<code></code>\n</pre>\n<a href="https://example.com/2">Second</a>',
    'https://example.com/2',
  ],
  [
    'reads <some-weird-element href="https://a.com/x"></some-weird-elem',
    '<some-weird-element href="https://a.com/x"></some-weird-element><even-weirder src="https://b.com/x"/><citations cite="https://c.com/x">',
    'https://a.com/x',
    'https://b.com/x',
    'https://c.com/x',
  ],
  [
    'reads <!doctype html><html lang=en><head><link rel=icon href=https',
    '<!doctype html><html lang=en><head><link rel=icon href=https://example.com/favicon.ico><body><a href=https://example.com/docs/>Docs</a>',
    'https://example.com/favicon.ico',
    'https://example.com/docs/',
  ],
]);
