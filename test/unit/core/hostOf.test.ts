import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostOf } from '../../../src/core/hostOf.ts';

const cases: [string, string][] = [
  ['https://Example.com/a', 'example.com'],
  ['http://localhost:3000?x=1', 'localhost:3000'],
  ['https://me:pass@e.com#top', 'e.com'],
  ['https://e.com/me@home', 'e.com'],
  ['http://[::1]:80/', '[::1]:80'],
  ['{{api}}/users', ''],
  ['', ''],
];
for (const [url, host] of cases) test(`the host of ${url}`, () => assert.equal(hostOf(url), host));
