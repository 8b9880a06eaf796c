import { describe, it } from 'node:test';
import { assertReads } from './httpFound.ts';

const a = 'https://e.com/a';
const b = 'https://e.com/b';

describe('what other tools write in a .http file', () => {
  it('may be a method in small letters, and any version', () => {
    assertReads(`get ${a} http/1.1\n\nHead ${b} HTTP/2 (Prior Knowledge)\n\npost ${a}\n`, [
      { url: a },
      { url: b, method: 'HEAD' },
      { url: a, method: 'POST' },
    ]);
  });

  it('may be a path, and its host among the headers', () => {
    assertReads('GET /a?b\nHost: e.com:8080\nA: b\n\nPUT /{{$guid}} HTTP/1.1\nhost: e.com:443\n', [
      { url: 'http://e.com:8080/a?b', at: '/a?b', headers: [['A', 'b']] },
      { url: 'https://e.com:443/{{$guid}}', at: '/{{$guid}}', method: 'PUT' },
    ]);
    assertReads(`GET ${a}\nHost: x.com`, [{ url: a, headers: [['Host', 'x.com']] }]);
  });

  it('may be a URL whose path and query stand on lines of their own, some of them off', () => {
    assertReads(`GET ${a}\n    /b\n    # ?x=1\n\t?c=1\n    // &d=2\n    &e=3 HTTP/1.1\nA: b`, [
      {
        url: `${a}/b?c=1&e=3`,
        at: `${a}\n    /b\n    # ?x=1\n\t?c=1\n    // &d=2\n    &e=3`,
        headers: [['A', 'b']],
      },
    ]);
  });

  it('may be a directive below a request, which holds for the next one', () => {
    assertReads(
      `GET ${a}\n# @name = two\n?? status == 200\nGET ${b}`,
      [{ url: a }, { url: b, name: 'two' }],
      [['?? status == 200', /no scripts/, 'hint']],
    );
  });

  it('may be a request that is not to be sent', () => {
    assertReads(
      `# @disabled\nGET ${a}\n\n### b\n# @disabled\n### c\nGET ${b}`,
      [{ url: b }],
      [[a, /not sent.*@disabled/, 'hint']],
    );
  });

  it('may be a script in braces', () => {
    assertReads(
      `{{\n  exports.x = f({ a: { b: 1 }});\n}}\nPOST ${a}\n\nbody\n{{@response\n  foo()\n}}\n###\nGET ${b}`,
      [{ url: a, method: 'POST', body: 'body' }, { url: b }],
      [
        ['{{', /no scripts/, 'hint'],
        ['{{@response', /no scripts/, 'hint'],
      ],
    );
  });

  it('may be a request of another protocol, which is passed over', () => {
    assertReads(
      `GRPC localhost:1/x.Y\n\n{"a": 1}\n\n###\nWEBSOCKET ws://e.com\n\nGET ${b}`,
      [{ url: b }],
      [
        ['GRPC localhost:1/x.Y', /of GRPC is passed over/, 'hint'],
        ['WEBSOCKET ws://e.com', /of WEBSOCKET is passed over/, 'hint'],
      ],
    );
  });

  it('may be a command of curl, which is one error', () => {
    assertReads(
      `curl ${a} \\\n  -H 'A: b' \\\n  -d x\n\nGET ${b}`,
      [{ url: b }],
      [[`curl ${a} \\`, /no curl commands/]],
    );
  });

  it('may be an expression, which is an error but for what a body means by it', () => {
    const answer = '{{login.response.body.$.token}}';
    assertReads(
      `POST ${a}/{{ids[0]}}\nA: ${answer}\nB: {{new Date().getTime()}}\n\n{{#each x}} {{{y}}}\n${answer}`,
      [
        {
          url: `${a}/{{ids[0]}}`,
          method: 'POST',
          headers: [
            ['A', answer],
            ['B', '{{new Date().getTime()}}'],
          ],
          body: `{{#each x}} {{{y}}}\n${answer}`,
        },
      ],
      [
        ['{{ids[0]}}', /no expressions/],
        [answer, /sent at once/],
        ['{{new Date().getTime()}}', /no expressions/],
        ['{{y}}', /no variable "y"/],
        [answer, /sent at once/],
      ].map(([at, message]) => [at as string, message as RegExp]),
    );
    assertReads(
      `POST ${b}\n\n< {{a b}}`,
      [{ url: b, method: 'POST', bodyFile: '{{a b}}' }],
      [['{{a b}}', /no expressions/]],
    );
  });

  it('may be the percent-encoded value of a variable', () => {
    assertReads(
      `@q = a b/ü{{$secret S}}\nPOST ${a}?{{%q}}&{{ % q }}&{{%r}}\n\n{{%q}}`,
      [
        {
          url: `${a}?a%20b%2F%C3%BC{{$secret S}}&a%20b%2F%C3%BC{{$secret S}}&{{%r}}`,
          at: `${a}?{{%q}}&{{ % q }}&{{%r}}`,
          method: 'POST',
          body: 'a%20b%2F%C3%BC{{$secret S}}',
        },
      ],
      [['{{%r}}', /no variable "r"/]],
    );
  });
});
