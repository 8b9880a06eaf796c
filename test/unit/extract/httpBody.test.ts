import { describe, it } from 'node:test';
import { assertReads } from './httpFound.ts';

const url = 'https://e.com/a';
const form = ['Content-Type', 'application/x-www-form-urlencoded'] as const;
const multipart = ['content-type', 'multipart/form-data; boundary=b'] as const;
const json = ['Content-Type', 'application/json'] as const;
const post = { url, method: 'POST' };
const asked = `POST ${url}\nX-REQUEST-TYPE: GraphQL\n\n`;

describe('a body in a .http file', () => {
  it('of a form goes on where a line begins with &', () => {
    assertReads(`POST ${url}\n${form.join(': ')}; charset=utf-8\n\na=1\n&b=2\r\n  &c=3\nd`, [
      { ...post, headers: [[form[0], `${form[1]}; charset=utf-8`]], body: 'a=1&b=2&c=3\nd' },
    ]);
    assertReads(`POST ${url}\n\na\n&b`, [{ ...post, body: 'a\n&b' }]);
  });

  it('of several parts has the line ends of MIME', () => {
    assertReads(`# @header ${multipart.join(': ')}\nPOST ${url}\n\n--b\r\nA: b\n\nv\n--b--\n`, [
      { ...post, headers: [multipart], body: '--b\r\nA: b\r\n\r\nv\r\n--b--' },
    ]);
  });

  it('of several parts takes none from a file', () => {
    assertReads(
      `POST ${url}\n${multipart.join(': ')}\n\n--b\n\n< ./x\n--b--`,
      [{ ...post, headers: [multipart], body: '--b\r\n\r\n< ./x\r\n--b--' }],
      [['< ./x', /not as one of its parts/]],
    );
  });

  it('is a query of GraphQL, and its variables', () => {
    const variables = '{ "id": {{$timestamp}}, "s": "{{$secret S}}" }';
    const query = 'query Q($id: ID) {\n  a(s: "x") { b }\n}\n\nfragment F on A { b }';
    const quoted = JSON.stringify(query);
    assertReads(`${asked}${query}\n\n${variables}\n\n###\nGRAPHQL ${url}\ncontent-type: x/y\n\n{ a }`, [
      { ...post, headers: [json], body: `{"query":${quoted},"variables":${variables}}` },
      { ...post, headers: [['content-type', 'x/y']], body: '{"query":"{ a }"}' },
    ]);
    assertReads(`${asked}{ a }\n\n{}`, [
      { ...post, headers: [json], body: '{"query":"{ a }","variables":{}}' },
    ]);
  });

  it('is no query of GraphQL whose variables are no JSON', () => {
    assertReads(
      `${asked}{ a }\n\n{ "a": }`,
      [{ ...post, headers: [json], body: '{ a }\n\n{ "a": }' }],
      [['{', /no JSON/]],
    );
    assertReads(
      `${asked}< ./q.graphql`,
      [{ ...post, headers: [['X-REQUEST-TYPE', 'GraphQL']], bodyFile: './q.graphql' }],
      [['< ./q.graphql', /not taken from a file/]],
    );
  });
});
