import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isBlocked } from '../../../src/net/blocked.ts';

const cases: [
  what: string,
  status: number,
  headers: Record<string, string>,
  beginning: string,
  blocked: boolean,
][] = [
  ['a page', 200, {}, '<title>Hello</title>', false],
  ['a page that is not there', 404, {}, '<title>Not found</title>', false],
  ['a page that is forbidden', 403, {}, '<title>403 Forbidden</title>', false],
  ['999', 999, {}, '', true],
  ['a mitigated request', 403, { 'cf-mitigated': 'challenge' }, '', true],
  ['a firewall’s captcha', 405, { 'x-amzn-waf-action': 'captcha' }, '', true],
  ['a challenge page', 403, {}, '<!DOCTYPE html><html><head><title>Just a moment...</title>', true],
  [
    'a challenge script',
    503,
    {},
    '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script>',
    true,
  ],
  ['an article about challenge pages', 200, {}, 'Cloudflare loads /cdn-cgi/challenge-platform/', false],
];

for (const [what, status, headers, beginning, blocked] of cases) {
  it(`${what} is ${blocked ? 'an answer to robots' : 'an answer to people'}`, () => {
    assert.equal(isBlocked({ status, header: (name) => headers[name] ?? '', beginning }), blocked);
  });
}
