import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FetchRequest } from '../../../src/api.ts';
import { extract } from '../../../src/extract/extract.ts';
import { ListReader } from '../../../src/extract/list.ts';

type Found = FetchRequest & { at?: string };

const read = (text: string) => extract({ text, languageId: 'gather-list' });

/** Asserts what a list holds: requests, each at the text `at` (else its URL), and the texts and messages of its errors. */
function assertReads(text: string, expected: readonly Found[], errors: readonly [string, RegExp][] = []) {
  const { requests, problems } = read(text);
  assert.deepEqual(
    requests.map(({ start, end, line, ...rest }) => {
      assert.equal(line, text.slice(0, start).split('\n').length - 1);
      return { ...rest, at: text.slice(start, end) };
    }),
    expected.map((each) => ({ at: each.url, ...each })),
  );
  assert.deepEqual(
    problems.map(({ start, end, severity }) => [text.slice(start, end), severity]),
    errors.map(([at]) => [at, 'error']),
  );
  problems.forEach(({ message }, nth) => assert.match(message, errors[nth]?.[1] ?? /^$/));
}

const a = 'https://e.com/a';
const b = 'https://e.com/b';

describe('a list', () => {
  it('has URLs, requests with a method, and prose with URLs', () => {
    assertReads(`${a}\nPOST ${b}\nread (${a}), or ${b}.\n\tHEAD\t${a}`, [
      { url: a },
      { url: b, method: 'POST' },
      { url: a },
      { url: b },
      { url: a, method: 'HEAD' },
    ]);
  });

  it('takes a word for a method only where it is one, and for the URL that follows it alone', () => {
    assertReads(`SEE ${a}\nget ${a}\nDELETE ${a} ${b}\nGET well soon ${b}`, [
      { url: a },
      { url: a },
      { url: a, method: 'DELETE' },
      { url: b },
      { url: b },
    ]);
  });

  it('fetches nothing of a comment', () => {
    assertReads(`# ${a}\n  // ${a}\n\u00a0#${a}\n### ${a}\n${b}#part // ${a}\n`, [
      { url: `${b}#part` },
      { url: a },
    ]);
  });

  it('keeps line ends, tabs and astral characters out of the way of ranges', () => {
    assertReads(`# 🎉 @header no: directive\r\n\t${a}\r\n🎉🎉 ${b}\r\n`, [{ url: a }, { url: b }]);
  });

  describe('has directives', () => {
    const values: [directive: string, request: Partial<FetchRequest>][] = [
      ['@header X-Key: a: b ', { headers: [['X-Key', 'a: b']] }],
      ['@param q = a b', { options: { params: { q: 'a b' } } }],
      ['@method head', { method: 'HEAD' }],
      ['@timeout 1.5s', { options: { timeout: 1500 } }],
      ['@timeout 250 ms', { options: { timeout: 250 } }],
      ['@timeout 2m', { options: { timeout: 120_000 } }],
      ['@timeout 600', { options: { timeout: 600_000 } }],
      ['@retries 0', { options: { retries: 0 } }],
      ['@max-redirects 0', { options: { maxRedirects: 0 } }],
      ['@accept 200-299,404', { options: { acceptStatus: '200-299,404' } }],
      ['@name login', { name: 'login' }],
      ['@name = login', { name: 'login' }],
      ['@no-log', {}],
      ['@prompt {{user}} Who?', {}],
      ['@todo: this', {}],
      ['@john see @header', {}],
    ];
    for (const [directive, request] of values) {
      it(`takes ${directive}`, () => {
        assertReads(`# ${directive}\n${a}`, [{ url: a, ...request }]);
        assertReads(`  //${directive}\r\n${a}`, [{ url: a, ...request }]);
      });
    }

    it('for the run as a whole', () => {
      const { options, fields } = read(`# @concurrency 20\n# @per-host 4\n# @field a b = $.x[0].y\n${a}`);
      assert.deepEqual(options, { concurrency: 20, concurrencyPerHost: 4 });
      assert.deepEqual(fields, [{ name: 'a b', expression: '$.x[0].y' }]);
    });

    const bad: [directive: string, at: string, message: RegExp][] = [
      ['@haeder A: b', '@haeder', /Is @header meant/],
      ['@headers A: b', '@headers', /Is @header meant/],
      ['@heade A: b', '@heade', /Is @header meant/],
      ['@Header A: b', '@Header', /Is @header meant/],
      ['@perhost 4', '@perhost', /Is @per-host meant/],
      ['@maxRedirects 4', '@maxRedirects', /Is @max-redirects meant/],
      ['@timeuot 4s', '@timeuot', /Is @timeout meant/],
      ['@header nothing', 'nothing', /name and a value/],
      ['@header', '@header', /name and a value/],
      ['@param x', 'x', /name and a value/],
      ['@method POTS', 'POTS', /a method of HTTP/],
      ['@timeout 2h', '2h', /up to an hour/],
      ['@timeout 0s', '0s', /up to an hour/],
      ['@timeout 4000', '4000', /up to an hour/],
      ['@concurrency 0', '0', /from 1 to 1000/],
      ['@per-host many', 'many', /from 1 to 1000/],
      ['@retries -1', '-1', /from 0 to 20/],
      ['@max-redirects 101', '101', /from 0 to 100/],
      ['@accept 2xx', '2xx', /statuses/],
      ['@field price', 'price', /JSONPath/],
      ['@field price = $.a[', 'price = $.a[', /JSONPath is wrong at character 5/],
      ['@field price = data.price', 'price = data.price', /JSONPath/],
      ['@header A: {{none}}', '{{none}}', /no variable "none"/],
    ];
    for (const [directive, at, message] of bad) {
      it(`does not take ${directive}`, () => {
        const { problems } = read(`🎉\n\t# ${directive} \r\n${a}`);
        const text = `🎉\n\t# ${directive} \r\n${a}`;
        assert.deepEqual(
          problems.map(({ start, end, severity }) => [text.slice(start, end), severity]),
          [[at, 'error']],
        );
        assert.match(problems[0]?.message ?? '', message);
      });
    }

    it('for the file above the first request, and for a group below its ###', () => {
      const text = [
        '# @timeout 5s',
        '# @header A: file',
        '# @header B: file',
        a,
        '### first',
        '# @header a: group',
        '# @method HEAD',
        '# @retries 1',
        a,
        `POST ${b}`,
        '### second',
        b,
      ].join('\n');
      const options = { timeout: 5000 };
      const headers = [
        ['A', 'file'],
        ['B', 'file'],
      ] as const;
      const own = {
        headers: [
          ['B', 'file'],
          ['a', 'group'],
        ] as const,
        options: { timeout: 5000, retries: 1 },
      };
      assertReads(text, [
        { url: a, headers, options },
        { url: a, method: 'HEAD', ...own },
        { url: b, method: 'POST', ...own },
        { url: b, headers, options },
      ]);
    });

    it('may keep the next request from being sent', () => {
      const { requests, problems } = read(`# @disabled\n${a}\n${b}`);
      assert.deepEqual(
        requests.map(({ url }) => url),
        [b],
      );
      assert.deepEqual(
        problems.map(({ start, severity }) => [start, severity]),
        [[12, 'hint']],
      );
    });

    it('that come too late, or belong to the file, are errors at their place', () => {
      assertReads(
        `${a}\n# @timeout 5s\n### g\n# @concurrency 5\n${a}\n# @name second\n${b}`,
        [{ url: a }, { url: a }, { url: b, name: 'second' }],
        [
          ['@timeout', /above the first request/],
          ['@concurrency', /whole file/],
        ],
      );
    });

    it('are not more than can be meant', () => {
      const { problems } = read('# @header A: b\n'.repeat(300));
      assert.equal(problems.length, 100);
      assert.match(problems[0]?.message ?? '', /more than 200/);
    });
  });

  describe('has variables', () => {
    it('that are filled in, with the range of what is written', () => {
      assertReads(`@host = https://e.com\n@path = {{host}}/p\n{{path}}?x\n  see ({{host}}/a). {{path}}`, [
        { url: 'https://e.com/p?x', at: '{{path}}?x' },
        { url: 'https://e.com/a', at: '{{host}}/a' },
        { url: 'https://e.com/p', at: '{{path}}' },
      ]);
    });

    it('in methods, the middle of a URL and directives', () => {
      assertReads(`@id=7\n@h=x y\n# @header H: {{h}}\nPUT https://e.com/{{id}}/{{ id }}/b,`, [
        {
          url: 'https://e.com/7/7/b',
          method: 'PUT',
          headers: [['H', 'x y']],
          at: 'https://e.com/{{id}}/{{ id }}/b',
        },
      ]);
    });

    it('of which the dynamic ones stay as they are, spaces and all', () => {
      for (const url of [
        'https://{{$processEnv HOST}}/a',
        'https://{{$dotenv A.B}}',
        'https://e.com/?k={{$secret  MY-TOKEN }}&t={{$timestamp}}',
        'https://e.com/{{$guid}}',
        'https://{{$processEnv HOST}}',
      ]) {
        assertReads(`🎉 (${url}), POST\r\nPOST ${url}`, [{ url }, { url, method: 'POST' }]);
      }
    });

    it('of which a dynamic one may be the beginning of a URL', () => {
      assertReads('@b = {{$dotenv B}}\nPUT {{b}}/a\n{{$processEnv X}}/b, c\nx {{$processEnv X}}/b', [
        { url: '{{$dotenv B}}/a', method: 'PUT', at: '{{b}}/a' },
        { url: '{{$processEnv X}}/b' },
      ]);
    });

    it('that nobody knows are errors in a URL, and nothing in prose', () => {
      assertReads(
        `{{base}}/a\nhttps://e.com/{{id}}. {{prose}}\n{{ .Values.x }} https://e.com/{{$randomInt 1 2}}\nx {{b}}`,
        [{ url: 'https://e.com/{{id}}' }, { url: 'https://e.com/{{$randomInt 1 2}}' }],
        [
          ['{{base}}', /no variable "base".*@base = value/],
          ['{{id}}', /no variable "id"/],
          ['{{$randomInt 1 2}}', /is not known\. There are/],
        ],
      );
    });

    it('that are expressions are errors in a URL, and nothing in prose', () => {
      assertReads(
        `https://e.com/{{ids[0]}}\nhttps://e.com/{{ new Date() }}/x\n{{a.response.body.b}}/c\n{{ids[0]}}/x\n{{ .Values.x }} and {{#if}}`,
        [{ url: 'https://e.com/{{ids[0]}}' }, { url: 'https://e.com/{{ new Date() }}/x' }],
        [
          ['{{ids[0]}}', /no expressions/],
          ['{{ new Date() }}', /no expressions/],
          ['{{a.response.body.b}}', /sent at once/],
          ['{{ids[0]}}', /no expressions/],
        ],
      );
    });

    it('whose values end a URL in its middle are an error', () => {
      const message = /ends the URL in its middle.*\{\{%name\}\}/;
      for (const [value, content, url] of [
        ['two words', 'https://e.com/s?q={{v}}', 'https://e.com/s?q=two'],
        ['"https://e.com"', '{{v}}/users/1', 'https://e.com'],
        ['"x"', 'https://e.com/?{{v}}', 'https://e.com/'],
        ['https://e.com', '{{v}}"/users', 'https://e.com'],
      ] as const) {
        const { requests, problems } = read(`@v = ${value}\n${content}`);
        assert.deepEqual(
          requests.map((request) => request.url),
          [url],
        );
        assert.equal(problems.length, 1, content);
        assert.match(problems[0]?.message ?? '', message);
        assert.equal(`@v = ${value}\n${content}`.slice(problems[0]?.start, problems[0]?.end), '{{v}}');
      }
      assertReads(`@q = two words\nhttps://e.com/s?q={{%q}}`, [
        { url: 'https://e.com/s?q=two%20words', at: 'https://e.com/s?q={{%q}}' },
      ]);
      const { problems } = read(
        `@a = ${a}\n@b = ${b}\n({{a}}), "{{b}}", <{{a}}>: {{a}},{{b}}|{{a}}. <a href="{{a}}">x</a>`,
      );
      assert.deepEqual(problems, []);
    });

    it('are known from their line on', () => {
      assertReads(`{{b}}\n@b = ${a}\n{{b}}`, [{ url: a, at: '{{b}}' }], [['{{b}}', /above this place/]]);
    });

    it('that give no URL at the beginning of a line are an error', () => {
      assertReads('@b = e.com\n{{b}}/a \r\n', [], [['{{b}}/a', /no http:\/\/ or https:\/\/ URL/]]);
    });

    it('do not grow without an end', () => {
      const bomb = Array.from({ length: 60 }, (_, n) => `@v${n + 1} = {{v${n}}}{{v${n}}}`);
      const { problems } = read(`@v0 = 0123456789\n${bomb.join('\n')}\nhttps://e.com/{{v60}}`);
      assert.match(problems[0]?.message ?? '', /too long/);
      const { requests } = read(`@v = https://e.com/${'x'.repeat(10_000)}\n${'{{v}}\n'.repeat(20_000)}`);
      assert.ok(requests.length < 2000);
    });
  });

  it('is read in parts as it is read as a whole', () => {
    const parts = [
      '@b = https://e.com\n# @timeout 5s\n',
      '{{b}}/a\n### g\n# @retries 1\n',
      'HEAD {{b}}/b\n{{c}}',
    ];
    const list = new ListReader();
    const requests = parts.flatMap((part) => list.read(part));
    const whole = read(parts.join(''));
    const plain = ({ url, method, options }: FetchRequest) => ({ url, method, options });
    assert.deepEqual(requests.map(plain), whole.requests.map(plain));
    assert.deepEqual(list.rest.problems, whole.problems);
  });

  it('of any text is read in time that grows with its length, without an error and with ranges in order', () => {
    const piece = fc.constantFrom(
      ...'# @ // ### { } {{ }} {{a}} {{$guid}} {{$secret T}} {{$processEnv X}} @a = \n \r\n \t : = , . ( ) POST GET @header @param @name @timeout 5s A:b x=1 🎉 $.'.split(
        ' ',
      ),
      ' ',
      'https://e.com/',
      'http://',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 50 }),
        fc.constantFrom('gather-list', 'http'),
        (pieces, languageId) => {
          const text = pieces.join('');
          const { requests, problems } = extract({ text, languageId });
          let from = 0;
          for (const { url, start, end, line } of requests) {
            assert.match(url, /^(https?:\/\/|\{\{\$)./i);
            assert.ok(start >= from && end > start && end <= text.length);
            assert.equal(line, text.slice(0, start).split('\n').length - 1);
            assert.doesNotMatch(text.slice(start, end), /^\s|\s$/);
            from = start;
          }
          for (const { start, end } of problems) assert.ok(start >= 0 && end > start && end <= text.length);
        },
      ),
      { numRuns: 5000 },
    );
    for (const hostile of [
      '{{',
      '{{$secret ',
      '@a=',
      '# @header ',
      'GET ',
      '{{a}}',
      '< ',
      '###\n',
      'A: ',
      ' ',
    ]) {
      for (const languageId of ['gather-list', 'http']) {
        const text = `@a=https://e.com/\nPOST https://e.com/\n${hostile.repeat(100_000)}x`;
        const before = performance.now();
        extract({ text, languageId });
        assert.ok(performance.now() - before < 5000, `${languageId}: ${hostile}`);
      }
    }
  });
});
