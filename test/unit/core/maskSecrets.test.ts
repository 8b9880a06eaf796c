import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { maskHeader, maskUrl } from '../../../src/core/maskSecrets.ts';

describe('masking', () => {
  const urls: [url: string, shown: string][] = [
    ['https://user:pw@host/path?q=a:b@c', 'https://user:•••@host/path?q=a:b@c'],
    ['https://user:p@w:@host/', 'https://user:•••@host/'],
    ['HTTP://:pw@host', 'HTTP://:•••@host'],
    ['https://token@host/', 'https://•••@host/'],
    ['https://host/?q=1&api_key=abc&access_token=d#e', 'https://host/?q=1&api_key=•••&access_token=•••#e'],
    ['https://host/?monkey=abc', 'https://host/?monkey=abc'],
    ['https://host:8080/a@b', 'https://host:8080/a@b'],
    ['https://host/x:y@z', 'https://host/x:y@z'],
    ['not a url', 'not a url'],
    [' http://user:pw@ho st/', 'http://user:•••@ho st/'],
    ['ht\ntp://user:pw@host/', 'http://user:•••@host/'],
    ['https://host/?key=abc&q=1', 'https://host/?key=•••&q=1'],
    ['https://host/?keyword=abc', 'https://host/?keyword=abc'],
    ['https://host/#access_token=abc&q=1', 'https://host/#access_token=•••&q=1'],
    [
      'https://u:{{$secret P}}@host/?token={{$secret T}}&key=x{{$secret T}}',
      'https://u:{{$secret P}}@host/?token={{$secret T}}&key=•••',
    ],
    ['https://host/?jwt=abc&pwd=d&sid=e', 'https://host/?jwt=•••&pwd=•••&sid=•••'],
  ];
  for (const [url, shown] of urls) it(`shows ${url} as ${shown}`, () => assert.equal(maskUrl(url), shown));

  const headers: [name: string, value: string, shown: string][] = [
    ['Authorization', 'Bearer abc.def', 'Bearer •••'],
    ['authorization', 'abc', '•••'],
    ['Cookie', 'a=b', '•••'],
    ['Authorization', 'Bearer {{$secret TOKEN}}', 'Bearer {{$secret TOKEN}}'],
    ['X-Api-Key', '{{$dotenv KEY}}', '{{$dotenv KEY}}'],
    ['X-Api-Key', '{{KEY}}', '•••'],
    ['X-Api-Key', '123', '•••'],
    ['x-auth-token', '123', '•••'],
    ['Accept', '*/*', '*/*'],
    ['X-Auth-Key', '123', '•••'],
    ['Author', 'Ann', 'Ann'],
    ['Set-Cookie', 'sid=abc=; Path=/; HttpOnly', 'sid=•••; Path=/; HttpOnly'],
  ];
  for (const [name, value, shown] of headers) {
    it(`shows ${name}: ${value} as ${shown}`, () => assert.equal(maskHeader(name, value), shown));
  }
});
