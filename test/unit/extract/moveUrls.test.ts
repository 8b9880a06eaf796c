import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { replaceParts } from '../../../src/core/replacement.ts';
import { extract } from '../../../src/extract/extract.ts';
import { moveUrls } from '../../../src/extract/moveUrls.ts';

/** A text in which every URL has moved to another. */
function moved(text: string, to: string, languageId: string, uri = 'untitled:x'): string {
  const source = { text, languageId, uri };
  const urls = extract(source).requests.map(({ start, end, url }) => ({ start, end, url, to }));
  return replaceParts(text, moveUrls(source, urls));
}

const old = 'https://e.com/a';
const query = 'https://n.com/b?x=1&y=2';

const cases: [what: string, languageId: string, text: string, to: string, after: string][] = [
  ['a line of a list', 'plaintext', `GET ${old} now`, query, `GET ${query} now`],
  ['a string of JSON', 'json', `{"u": "${old}"}`, query, `{"u": "${query}"}`],
  [
    'a string of JSON with escaped slashes',
    'json',
    '{"u": "https:\\/\\/e.com\\/a"}',
    query,
    '{"u": "https:\\/\\/n.com\\/b?x=1&y=2"}',
  ],
  [
    'a string of JSON with escaped ampersands',
    'json',
    '{"u": "https://e.com/?a\\u0026b"}',
    query,
    '{"u": "https://n.com/b?x=1\\u0026y=2"}',
  ],
  [
    'a string of JSON with a backslash',
    'json',
    `{"u": "${old}"}`,
    'https://n.com/?a\\b',
    '{"u": "https://n.com/?a\\\\b"}',
  ],
  ['a line of JSON', 'jsonl', `{"u": "${old}"}\n{}`, query, `{"u": "${query}"}\n{}`],
  [
    'an attribute of HTML',
    'html',
    `<a href="${old}">x</a>`,
    query,
    '<a href="https://n.com/b?x=1&amp;y=2">x</a>',
  ],
  [
    'an attribute of HTML that has no references',
    'html',
    `<a href="${old}?a&b">x</a>`,
    query,
    `<a href="${query}">x</a>`,
  ],
  [
    'an attribute of HTML where a sign would be a reference',
    'html',
    `<a href="${old}?a&b">x</a>`,
    'https://n.com/?a&copy;=1',
    '<a href="https://n.com/?a&amp;copy;=1">x</a>',
  ],
  [
    'an attribute of HTML in apostrophes',
    'html',
    `<a href='${old}'>x</a>`,
    "https://n.com/it's",
    "<a href='https://n.com/it&#39;s'>x</a>",
  ],
  [
    'a script of a component',
    'vue',
    `<script>u = "${old}"</script>`,
    query,
    `<script>u = "${query}"</script>`,
  ],
  ['a sitemap', 'xml', `<loc>${old}</loc>`, query, '<loc>https://n.com/b?x=1&amp;y=2</loc>'],
  ['CDATA', 'xml', `<a><![CDATA[${old}]]></a>`, query, `<a><![CDATA[${query}]]></a>`],
  ['a link of Markdown', 'markdown', `[x](${old} "t")`, query, `[x](${query} "t")`],
  [
    'a link of Markdown with a bracket',
    'markdown',
    `[x](${old} "t")`,
    'https://n.com/a(b',
    '[x](https://n.com/a\\(b "t")',
  ],
  [
    'a link of Markdown with balanced brackets',
    'markdown',
    `[x](${old})`,
    'https://n.com/a_(b)',
    '[x](https://n.com/a_(b))',
  ],
  ['an autolink of Markdown', 'markdown', `<${old}>`, 'https://n.com/a(b', '<https://n.com/a(b>'],
  [
    'a link of Markdown with references',
    'markdown',
    `[x](${old}?a&amp;b)`,
    query,
    '[x](https://n.com/b?x=1&amp;y=2)',
  ],
  ['a cell of CSV', 'csv', `a,${old},b`, query, `a,${query},b`],
  [
    'a cell of CSV that has to be quoted',
    'csv',
    `a,${old},b`,
    'https://n.com/x,y',
    'a,"https://n.com/x,y",b',
  ],
  ['a quoted cell of CSV', 'csv', `a,"${old}",b`, 'https://n.com/x,y', 'a,"https://n.com/x,y",b'],
  ['a value of YAML', 'yaml', `u: ${old} # x`, query, `u: ${query} # x`],
  ['a quoted value of YAML', 'yaml', `u: '${old}'`, "https://n.com/it's", "u: 'https://n.com/it''s'"],
  [
    'a double-quoted value of YAML',
    'yaml',
    'u: "https://e.com/?a\\u0026b"',
    query,
    'u: "https://n.com/b?x=1\\u0026y=2"',
  ],
  ['a value of TOML', 'toml', `u = "${old}"`, query, `u = "${query}"`],
  ['TeX', 'latex', `\\url{${old}}`, 'https://n.com/?a&b', '\\url{https://n.com/?a&b}'],
  ['text of TeX', 'latex', `see ${old} now`, 'https://n.com/a_b', 'see https://n.com/a\\_b now'],
  ['a string of SQL', 'sql', `select '${old}'`, "https://n.com/it's", "select 'https://n.com/it''s'"],
  ['a string of code', 'javascript', `f('${old}')`, query, `f('${query}')`],
  ['a request', 'http', `GET ${old}\nA: b\n`, query, `GET ${query}\nA: b\n`],
  [
    'a definition of Markdown, in lines that end with CRLF',
    'markdown',
    `[a][r] and [b][r]\r\n\r\n[r]: ${old} "t"\r\n`,
    query,
    `[a][r] and [b][r]\r\n\r\n[r]: ${query} "t"\r\n`,
  ],
  [
    'each of several places',
    'plaintext',
    `${old}\r\n(${old}#x)\r\n${old}`,
    query,
    `${query}\r\n(${query}#x)\r\n${query}`,
  ],
  [
    'a request on several lines',
    'http',
    `GET ${old}\r\n  ?a=1\r\nA: b\r\n`,
    query,
    `GET ${query}\r\nA: b\r\n`,
  ],
  ['what has a fragment', 'markdown', `[x](${old}#top)`, query, `[x](${query}#top)`],
  ['what has a fragment as its target has', 'markdown', `[x](${old}#top)`, `${query}#y`, `[x](${query}#y)`],
];

const left: [why: string, languageId: string, text: string, to: string][] = [
  ['it would end a string of code', 'javascript', `f('${old}')`, "https://n.com/it's"],
  ['it would end a string of a script', 'vue', `<script>u = '${old}'</script>`, "https://n.com/it's"],
  ['it would be more than one word to a shell', 'shellscript', `curl ${old}`, query],
  ['it would end a literal string of TOML', 'toml', `u = '${old}'`, "https://n.com/it's"],
  ['it would be two values of YAML', 'yaml', `u: [${old}, b]`, 'https://n.com/x,y'],
  ['its end would be taken for that of a sentence', 'plaintext', `${old} x`, 'https://n.com/a.'],
  ['a variable stands in it', 'plaintext', '@h = https://e.com\n{{h}}/a', query],
  ['it would be a variable', 'plaintext', old, 'https://n.com/{{x}}'],
  ['it is there already', 'plaintext', old, old],
];

describe('a URL that has moved', () => {
  for (const [what, languageId, text, to, after] of cases) {
    it(`is replaced in ${what}`, () => assert.equal(moved(text, to, languageId), after));
  }

  for (const [why, languageId, text, to] of left) {
    it(`is left alone where ${why}`, () => assert.equal(moved(text, to, languageId), text));
  }

  it('is left alone where its text is not what was asked for', () => {
    const source = { text: `${old}x`, languageId: 'plaintext', uri: '' };
    assert.deepEqual(moveUrls(source, [{ start: 0, end: old.length, url: old, to: query }]), []);
    const end = source.text.length;
    assert.deepEqual(moveUrls(source, [{ start: 0, end, url: old, to: query }]), []);
  });

  it('is replaced beside one that cannot be', () => {
    const text = `${old}\n${old}/2\n${old}/3\n`;
    const source = { text, languageId: 'plaintext', uri: '' };
    const urls = extract(source).requests.map(({ start, end, url }, nth) => ({
      start,
      end,
      url,
      to: nth === 1 ? 'https://n.com/.' : query,
    }));
    assert.equal(replaceParts(text, moveUrls(source, urls)), `${query}\n${old}/2\n${query}\n`);
  });
});

/** URLs as redirects have them: no escapes are left to do for a parser. */
const anyUrl = fc
  .record({
    path: fc.string({ maxLength: 12 }),
    query: fc.option(fc.string({ maxLength: 12 }), { nil: undefined }),
  })
  .map(({ path, query: search }) => {
    const url = new URL('https://n.com/');
    url.pathname = path;
    if (search !== undefined) url.search = search;
    return url.href;
  });

/** Places of each language, and how sure it is that there is a way to write any URL there. */
const places: [languageId: string, text: string, always: boolean][] = [
  ['json', `{"a": ["${old}", 1], "b": "https://last.com/"}`, true],
  ['json', '{"a": "https:\\/\\/e.com\\/?\\u0026"}', true],
  ['jsonl', `{"a": "${old}"}\n{"b": "https://last.com/"}`, true],
  ['html', `<p><a href="${old}">x</a> <a href="https://last.com/">y</a>`, true],
  ['html', `<a href='${old}?a&amp;b'>x</a>`, true],
  ['xml', `<a><b c="${old}"/><d>https://last.com/</d></a>`, true],
  ['markdown', `[x](${old} "t") and <https://last.com/>\n`, true],
  ['markdown', `| <${old}> | b |\n| --- | --- |\n| [x](${old}) | https://last.com/ |\n`, false],
  ['csv', `a,b,c\n1,${old},https://last.com/\n`, true],
  ['csv', `a,b\n"${old}",x\n`, true],
  ['tsv', `a\tb\n1\t${old}\n`, true],
  ['yaml', `a: "${old}"\nb: https://last.com/\n`, false],
  ['yaml', `a: '${old}'\n`, false],
  ['yaml', `a: ${old}\nb: x\n`, false],
  ['toml', `a = "${old}"\nb = "https://last.com/"\n`, false],
  ['latex', `\\href{${old}}{x} and \\url{https://last.com/}`, false],
  ['sql', `insert into a values ('${old}', 'https://last.com/')`, false],
  ['asciidoc', `${old}[x] and https://last.com/[y]`, false],
  ['plaintext', `${old} x\nhttps://last.com/\n`, false],
  ['http', `GET ${old}\n\n###\nGET https://last.com/\n`, false],
  ['javascript', `f("${old}"); // https://last.com/`, false],
];

describe('any URL', () => {
  for (const [languageId, text, always] of places) {
    it(`is read back as it is in ${languageId}: ${text.slice(0, 20).trim()}`, () => {
      const source = { text, languageId, uri: '' };
      const { requests } = extract(source);
      const urls = requests
        .filter(({ url }) => !url.includes('last'))
        .map(({ start, end, url }) => ({ start, end, url, to: '' }));
      assert.ok(urls.length > 0);
      fc.assert(
        fc.property(anyUrl, (to) => {
          const replacements = moveUrls(
            source,
            urls.map((each) => ({ ...each, to })),
          );
          if (always && !to.includes('{{')) assert.equal(replacements.length, urls.length, to);
          const starts = new Set(replacements.map(({ start }) => start));
          const after = extract({ ...source, text: replaceParts(text, replacements) }).requests;
          assert.deepEqual(
            after.map(({ url }) => url),
            requests.map(({ url, start }) => (starts.has(start) ? to : url)),
          );
        }),
      );
    });
  }
});
