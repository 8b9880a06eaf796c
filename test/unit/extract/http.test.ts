import { describe, it } from 'node:test';
import { assertReads } from './httpFound.ts';

const a = 'https://e.com/a';
const b = 'https://e.com/b';

describe('a .http file', () => {
  it('has requests with and without a method, a version and a ### before them', () => {
    assertReads(`${a}\nGET ${b} HTTP/1.1\r\n  HEAD ${a}  \n\n\nOPTIONS ${b}\tHTTP/2\n### x\n\n${a}`, [
      { url: a },
      { url: b },
      { url: a, method: 'HEAD' },
      { url: b, method: 'OPTIONS' },
      { url: a },
    ]);
  });

  it('goes on with a query on lines of their own', () => {
    assertReads(`@q = 1\nGET ${a}\n    ?x={{q}}\r\n\t&y=2\nAccept: */*`, [
      { url: `${a}?x=1&y=2`, headers: [['Accept', '*/*']], at: `${a}\n    ?x={{q}}\r\n\t&y=2` },
    ]);
  });

  it('has headers, an empty line, and a body up to ###', () => {
    assertReads(
      [
        `POST ${a}`,
        'Content-Type: application/json',
        '# a comment',
        'X-Many: 1',
        'X-Many: 2',
        '',
        '{',
        '  "url": "https://e.com/no",',
        '',
        '  # not a comment',
        '}',
        '',
        '### next',
        `DELETE ${b}`,
      ].join('\r\n'),
      [
        {
          url: a,
          method: 'POST',
          headers: [
            ['Content-Type', 'application/json'],
            ['X-Many', '1'],
            ['X-Many', '2'],
          ],
          body: '{\r\n  "url": "https://e.com/no",\r\n\r\n  # not a comment\r\n}',
        },
        { url: b, method: 'DELETE' },
      ],
    );
  });

  it('may take the body from a file', () => {
    assertReads(
      `@n = a b\nPUT ${a}\n\n<  ./{{n}}.json \n\n> {%\n  client.test()\n%}\n###\nPUT ${b}\n\n< c\n# end`,
      [
        { url: a, method: 'PUT', bodyFile: './a b.json' },
        { url: b, method: 'PUT', bodyFile: 'c' },
      ],
      [['> {%', /no scripts/, 'hint']],
    );
  });

  it('fills variables in, and leaves the dynamic ones', () => {
    assertReads(
      `@host = https://e.com\n@token = {{$secret TOKEN}}\nPOST {{host}}/a\nAuthorization: Bearer {{token}}\nX: {{ host }}\n\n{{host}} {{$guid}}`,
      [
        {
          url: a,
          method: 'POST',
          at: '{{host}}/a',
          headers: [
            ['Authorization', 'Bearer {{$secret TOKEN}}'],
            ['X', 'https://e.com'],
          ],
          body: 'https://e.com {{$guid}}',
        },
      ],
    );
    assertReads('GET https://{{$processEnv X}}/ HTTP/1.1\nhttps://{{$dotenv X}}/y', [
      { url: 'https://{{$processEnv X}}/' },
      { url: 'https://{{$dotenv X}}/y' },
    ]);
  });

  it('takes what is unknown for an error wherever it stands', () => {
    assertReads(
      `POST {{h}}/a\nX: {{x}}\n\n{{y}} {"a":{{"b":1}}}\n### \nPOST ${a}?{{z}}\n\n< {{f}}`,
      [{ url: `${a}?{{z}}`, method: 'POST', bodyFile: '{{f}}' }],
      [
        ['{{h}}', /no variable "h"/],
        ['{{x}}', /no variable/],
        ['{{y}}', /no variable/],
        ['{{z}}', /no variable/],
        ['{{f}}', /no variable/],
      ],
    );
  });

  it('takes directives as a list does; a header of its own wins', () => {
    assertReads(
      `# @header Accept: a/b\n# @header K: v\n# @timeout 1s\n### one\n# @name one\n# @accept 404\nGET ${a}\naccept: c/d\n### two\n// @method HEAD\n${b}\nGET ${b}\n`,
      [
        {
          url: a,
          name: 'one',
          headers: [
            ['K', 'v'],
            ['accept', 'c/d'],
          ],
          options: { timeout: 1000, acceptStatus: '404' },
        },
        {
          url: b,
          method: 'HEAD',
          headers: [
            ['Accept', 'a/b'],
            ['K', 'v'],
          ],
          options: { timeout: 1000 },
        },
        {
          url: b,
          headers: [
            ['Accept', 'a/b'],
            ['K', 'v'],
          ],
          options: { timeout: 1000 },
        },
      ],
    );
  });

  it('says what is no request, no header, no URL and no body', () => {
    assertReads(
      [
        'My requests',
        `POTS ${a}`,
        'GET /path',
        'GET example.com',
        'GET https://e.com/a b',
        `GET ${a}`,
        'no header',
        '',
        'text',
        '###',
        `POST ${a}`,
        '',
        '<@ ./x',
        '###',
        `POST ${a}`,
        '',
        '< ./x',
        'and text',
      ].join('\n'),
      [{ url: a }, { url: a, method: 'POST' }, { url: a, method: 'POST', bodyFile: './x' }],
      [
        ['My requests', /no request.*begin a comment with #/],
        [`POTS ${a}`, /POTS is no method/],
        ['/path', /no http or https URL/],
        ['example.com', /no http or https URL/],
        ['https://e.com/a b', /%20/],
        ['no header', /no header/],
        ['text', /GET request has no body/],
        ['<@ ./x', /as they are/],
        ['and text', /not both/],
      ],
    );
  });

  it('hints at what looks like a request in a body', () => {
    assertReads(
      `POST ${a}\n\nx=1\nGET ${b}`,
      [{ url: a, method: 'POST', body: `x=1\nGET ${b}` }],
      [[`GET ${b}`, /put ### before it/, 'hint']],
    );
  });

  it('passes over the scripts of other tools', () => {
    assertReads(
      `< {%\n  x\n%}\nGET ${a}\n\n> ./after.js\n<> answer.json\n?? status == 200\nGET ${b}`,
      [{ url: a }, { url: b }],
      [
        ['< {%', /no scripts/, 'hint'],
        ['> ./after.js', /no scripts/, 'hint'],
        ['<> answer.json', /no scripts/, 'hint'],
        ['?? status == 200', /no scripts/, 'hint'],
      ],
    );
  });
});
