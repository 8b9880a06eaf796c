import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer } from '../../../support/faultAnswer.ts';
import { assertExpected } from '../../../support/faultExpectation.ts';
import { type Ask, type Behaviours, startFaultServer } from '../../../support/faultServer.ts';
import { fetchOne } from '../../../support/fetchAll.ts';

/** A server whose paths redirect, or answer with request line and headers. */
const more: Behaviours = {
  login: ({ socket, head }) =>
    head.startsWith('POST')
      ? answer(socket, '303 See', ['location: /set'])
      : answer(socket, '200 OK', [], 'welcome'),
  set: ({ socket }) => answer(socket, '302 Found', ['location: /login']),
  user: (ask) =>
    ask.head.toLowerCase().includes('authorization')
      ? answer(ask.socket, '200 OK', [], 'welcome')
      : answer(ask.socket, '302 Found', [`location: http://ann:pw@${hostOf(ask)}/user`]),
  latin: ({ socket }) => answer(socket, '302 Found', ['location: /echo/caf\xe9']),
  'to-echo': ({ socket }) => answer(socket, '307 Same', ['location: /echo/there']),
  away: ({ socket, rest }) => answer(socket, '302 Found', [`location: ${decodeURIComponent(rest[0] ?? '')}`]),
  echo: ({ socket, head }) => answer(socket, '200 OK', ['content-type: text/plain'], shown(head)),
};

/** The request line, and what it authorizes itself with. */
const shown = (head: string) =>
  head
    .split('\r\n')
    .filter((line, n) => n === 0 || /^(authorization|x-api-key|x-plain)/i.test(line))
    .join();

const hostOf = ({ head }: Ask) => /^host: (.*)$/im.exec(head)?.[1] ?? '';

async function withDetours(body: (origin: string) => Promise<void>): Promise<void> {
  await using server = await startFaultServer({ more });
  await body(server.origin);
}

describe('a redirect', () => {
  it('back to the same URL with another method is no circle', () =>
    withDetours(async (origin) => {
      const result = await fetchOne({ url: `${origin}/login`, method: 'POST', body: 'name=ann' });
      assertExpected(result, { outcome: 'ok', hops: 2, preview: 'welcome' });
    }));

  it('back to the same URL with credentials is no circle', () =>
    withDetours(async (origin) => {
      assertExpected(await fetchOne(`${origin}/user`), { outcome: 'ok', hops: 1, preview: 'welcome' });
    }));

  it('whose Location is no UTF-8 is asked for byte by byte', () =>
    withDetours(async (origin) => {
      const result = await fetchOne(`${origin}/latin`);
      assert.match(result.preview, /^GET \/echo\/caf%E9 HTTP/);
    }));

  it('within the host takes along what the request itself has, before what belongs to the host', () =>
    withDetours(async (origin) => {
      const hostHeaders = { [new URL(origin).host]: { Authorization: 'Bound 2', 'X-K': 'bound' } };
      const headers = { 'User-Agent': 'x', Authorization: 'Own 1' };
      const result = await fetchOne({ url: `${origin}/to-echo`, headers }, { hostHeaders });
      assert.match(result.preview, /Own 1/);
      assert.doesNotMatch(result.preview, /Bound 2/);
      assert.equal(result.hops, 1);
    }));
});

describe('a redirect to another origin', () => {
  it('takes along no header that is likely to be a secret', () =>
    withDetours(async (origin) => {
      await withDetours(async (other) => {
        const url = `${origin}/away/${encodeURIComponent(`${other}/echo`)}`;
        const headers = { 'X-Api-Key': 'secret', Authorization: 'Own 1', 'X-Plain': 'stays' };
        const { preview, hops } = await fetchOne({ url, headers });
        assert.equal(hops, 1);
        assert.match(preview, /X-Plain: stays/);
        assert.doesNotMatch(preview, /secret|Own 1/);
      });
    }));
});

describe('a request', () => {
  it('with credentials in its URL and an Authorization of its own sends its own alone', () =>
    withDetours(async (origin) => {
      const url = `${origin.replace('//', '//ann:pw@')}/echo`;
      const { preview } = await fetchOne({ url, headers: { 'User-Agent': 'x', Authorization: 'Own 1' } });
      assert.match(preview, /Own 1/);
      assert.doesNotMatch(preview, /Basic/);
    }));

  it('keeps an empty query', () =>
    withDetours(async (origin) => {
      assert.match((await fetchOne(`${origin}/echo?`)).preview, /^GET \/echo\? HTTP/);
    }));

  it('with two Hosts is refused, and spoils nothing for those after it', () =>
    withDetours(async (origin) => {
      const headers = [
        ['Host', 'a'],
        ['host', 'b'],
      ] as const;
      assertExpected(await fetchOne({ url: `${origin}/echo`, headers }), {
        outcome: 'failed',
        kind: 'input',
        message: /one header Host/,
      });
    }));
});
