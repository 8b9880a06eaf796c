import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GatherOptions } from '../../../../src/api.ts';
import { assertExpected, type Expectation } from '../../../support/faultExpectation.ts';
import { type Behaviours, startFaultServer } from '../../../support/faultServer.ts';
import { fetchOne } from '../../../support/fetchAll.ts';

const head = (status: string, ...lines: string[]) => [`HTTP/1.1 ${status}`, ...lines, '', ''].join('\r\n');
const target = 'location: /item/1';

/** Answers HEAD with 405, and GET as is said. */
const refusingHead =
  (answer: string): Behaviours[string] =>
  ({ socket, head: asked }) =>
    socket.write(asked.startsWith('HEAD') ? head('405 No', 'content-length: 0') : answer);

const more: Behaviours = {
  'redirect-then-silence': ({ socket }) => socket.write(head('302 Found', target, 'content-length: 10')),
  'redirect-cut-short': ({ socket }) => socket.end(`${head('302 Found', target, 'content-length: 10')}abc`),
  'redirect-bad-chunks': ({ socket }) =>
    socket.write(`${head('302 Found', target, 'transfer-encoding: chunked')}nonsense`),
  events: refusingHead(`${head('200 OK', 'content-type: text/event-stream')}data: 1\n\n`),
  'cut-short': ({ socket, head: asked }) =>
    socket.end(
      asked.startsWith('HEAD')
        ? head('405 No', 'content-length: 0')
        : `${head('200 OK', 'content-length: 9')}a`,
    ),
  'no-gzip': refusingHead(`${head('200 OK', 'content-encoding: gzip', 'content-length: 4')}text`),
  challenge: ({ socket, head: asked }) => {
    const body = '<title>Just a moment...</title>';
    const lines = head('503 Wait', 'content-type: text/html', `content-length: ${body.length}`);
    socket.write(asked.startsWith('HEAD') ? lines : lines + body);
  },
  'forbidden-challenge': ({ socket }) => {
    const body = '<title>Just a moment...</title>';
    socket.write(`${head('403 No', 'content-type: text/html', `content-length: ${body.length}`)}${body}`);
  },
};

const once: GatherOptions = { retries: 0, timeout: 5000 };
const check: GatherOptions = { ...once, mode: 'check' };
const arrived: Expectation = { outcome: 'ok', status: 200, preview: 'item 1' };

const cases: [path: string, options: GatherOptions, expected: Expectation][] = [
  ['redirect-then-silence', once, arrived],
  ['redirect-cut-short', once, arrived],
  ['redirect-bad-chunks', once, arrived],
  ['events', check, { outcome: 'ok', status: 200 }],
  ['cut-short', check, { outcome: 'ok', status: 200 }],
  ['no-gzip', check, { outcome: 'ok', status: 200 }],
  ['challenge', check, { outcome: 'httpError', status: 503 }],
  ['forbidden-challenge', { ...once, maxBodyBytes: 0 }, { outcome: 'httpError', status: 403 }],
];

describe('an answer whose body nobody wants', () => {
  for (const [path, options, expected] of cases) {
    it(`does not depend on it: ${path}, ${options.mode ?? 'fetch'}`, async () => {
      await using server = await startFaultServer({ more });
      const result = await fetchOne(`${server.origin}/${path}`, options);
      assertExpected(result, expected);
      assert.equal(result.verdict, path.includes('challenge') ? 'blocked' : undefined);
    });
  }
});
