import assert from 'node:assert/strict';
import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { describe, it } from 'node:test';
import type { TlsOptions } from 'node:tls';
import { assertExpected, type Expectation } from '../../../support/faultExpectation.ts';
import { startFaultServer } from '../../../support/faultServer.ts';
import { fetchAll, fetchOne } from '../../../support/fetchAll.ts';
import { hasIpv6, toLoopback } from '../../../support/namesOf.ts';
import { tlsFaults, trustedFor, trusting } from '../../../support/tlsFaults.ts';

const ipv6 = await hasIpv6();
const network = { ...trusting, resolve: toLoopback };

/** Runs `body` with a port that answers the beginning of a handshake in its own way. */
async function withHandshake(answer: (socket: Socket) => void, body: (port: number) => Promise<void>) {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined).once('data', () => answer(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await body((server.address() as AddressInfo).port);
  } finally {
    server.close();
    await once(server, 'close');
  }
}

/** A fatal alert (RFC 8446 §6) before the server has said anything else. */
const alert = (description: number) => Buffer.from([21, 3, 3, 0, 2, 2, description]);

const handshakes: readonly (readonly [what: string, (socket: Socket) => void, Expectation])[] = [
  [
    'a reset',
    (socket) => socket.resetAndDestroy(),
    { outcome: 'failed', kind: 'reset', phase: 'tls', code: 'ECONNRESET' },
  ],
  [
    'an end',
    (socket) => socket.end(),
    { outcome: 'failed', kind: 'reset', phase: 'tls', code: 'ECONNRESET' },
  ],
  [
    'an end in the middle of a record',
    (socket) => socket.end(Buffer.from([22, 3, 3, 0, 100, 2])),
    { outcome: 'failed', kind: 'reset', phase: 'tls' },
  ],
  [
    'the alert that no way of encrypting is shared',
    (socket) => socket.end(alert(40)),
    { outcome: 'failed', kind: 'tls', phase: 'tls', message: /none of the ciphers/ },
  ],
  [
    'the alert that the name is not known',
    (socket) => socket.end(alert(112)),
    { outcome: 'failed', kind: 'tls', phase: 'tls', message: /does not know the name/ },
  ],
  [
    'the alert of a fault inside',
    (socket) => socket.end(alert(80)),
    { outcome: 'failed', kind: 'tls', phase: 'tls' },
  ],
  [
    'garbage',
    (socket) => socket.end(Buffer.alloc(100, 0xee)),
    { outcome: 'failed', kind: 'tls', phase: 'tls', message: /does not speak TLS/ },
  ],
];

describe('a TLS handshake that is answered with', () => {
  for (const [what, answer, expected] of handshakes) {
    it(`${what} is ${expected.kind}`, () =>
      withHandshake(answer, async (port) => {
        const result = await fetchOne(`https://127.0.0.1:${port}/`, { retries: 0 }, trusting);
        assertExpected(result, { ...expected, attempts: 1 });
      }));
  }

  it('a reset is tried again', () =>
    withHandshake(
      (socket) => socket.resetAndDestroy(),
      async (port) => {
        const result = await fetchOne(`https://127.0.0.1:${port}/`, { retries: 1 }, trusting);
        assertExpected(result, { outcome: 'failed', kind: 'reset', attempts: 2 });
      },
    ));
});

describe('a TLS server that wants a certificate of the client', () => {
  for (const version of ['TLSv1.3', 'TLSv1.2'] as const) {
    it(`is tls in ${version}, with a word on what it wants`, async () => {
      const secure: TlsOptions = {
        ...tlsFaults.good,
        requestCert: true,
        minVersion: version,
        maxVersion: version,
      };
      await using server = await startFaultServer({ secure });
      const urls = Array.from({ length: 8 }, (_, n) => `${server.origin}/item/${n}`);
      for (const result of await fetchAll(urls, {}, trusting)) {
        assertExpected(result, {
          outcome: 'failed',
          kind: 'tls',
          attempts: 1,
          message: /certificate of the client/,
        });
      }
      assert.equal(server.requests, 0);
    });
  }
});

const names: readonly (readonly [certificate: readonly string[], host: string, good: boolean])[] = [
  [['*.example.test'], 'www.example.test', true],
  [['*.example.test'], 'WWW.Example.test', true],
  [['*.example.test'], 'a.b.example.test', false],
  [['*.example.test'], 'example.test', false],
  [['*.test', 'example.test'], 'example.test', true],
  [['elsewhere.test', 'example.test'], 'example.test', true],
  [['xn--bcher-kva.test'], 'bücher.test', true],
  [['127.0.0.1'], '127.0.0.1', true],
  [['127.0.0.2'], '127.0.0.1', false],
  [['127.0.0.1'], 'example.test', false],
  [['example.test'], '127.0.0.1', false],
  [['*'], 'example.test', false],
];

describe('a certificate for', () => {
  for (const [hosts, host, good] of names) {
    it(`${hosts.join(' and ')} is ${good ? 'good' : 'not good'} for ${host}`, async () => {
      await using server = await startFaultServer({ secure: trustedFor(hosts) });
      const result = await fetchOne(`https://${host}:${server.port}/item/1`, { retries: 0 }, network);
      assertExpected(
        result,
        good
          ? { outcome: 'ok', preview: 'item 1' }
          : { outcome: 'failed', kind: 'tls', phase: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      );
    });
  }

  it('an IPv6 address is good for it, and no other is', { skip: !ipv6 }, async () => {
    for (const [secure, kind] of [
      [tlsFaults.good, undefined],
      [tlsFaults['wrong-host'], 'tls'],
    ] as const) {
      await using server = await startFaultServer({ host: '::1', secure });
      const result = await fetchOne(`${server.origin}/item/1`, { retries: 0 }, trusting);
      assert.equal(result.failure?.kind, kind);
      if (!kind) assert.equal(result.preview, 'item 1');
    }
  });
});
