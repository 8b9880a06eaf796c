import assert from 'node:assert/strict';
import type dns from 'node:dns';
import net from 'node:net';
import { describe, it } from 'node:test';
import type { Network } from '../../../../src/net/connectors.ts';
import { assertExpected } from '../../../support/faultExpectation.ts';
import { hasIpv6, namesOf } from '../../../support/namesOf.ts';
import { startFaultServer } from '../../../support/faultServer.ts';
import { fetchAll, fetchOne } from '../../../support/fetchAll.ts';

const ipv6 = await hasIpv6();

describe('a network where', () => {
  it('a name does not resolve is dns, asked once for all', async () => {
    const network = namesOf({ 'gone.example': 'ENOTFOUND' });
    const urls = Array.from({ length: 60 }, (_, n) => `http://gone.example/${n}`);
    for (const result of await fetchAll(urls, {}, network)) {
      assertExpected(result, {
        outcome: 'failed',
        kind: 'dns',
        phase: 'dns',
        code: 'ENOTFOUND',
        attempts: 1,
        message: /gone\.example/,
      });
    }
    assert.deepEqual(network.asked, ['gone.example']);
  });

  it('a look-up fails for the moment is dns, and asked again with the next try', async () => {
    const network = namesOf({ 'busy.example': 'EAI_AGAIN' });
    const result = await fetchOne('http://busy.example/', { retries: 1 }, network);
    assertExpected(result, { outcome: 'failed', kind: 'dns', phase: 'dns', code: 'EAI_AGAIN', attempts: 2 });
    assert.equal(network.asked.length, 2);
  });

  it('a look-up never ends is timeout in dns', async () => {
    const result = await fetchOne('http://slow.example/', { retries: 0, timeout: 200 }, namesOf({}));
    assertExpected(result, { outcome: 'failed', kind: 'timeout', phase: 'dns', attempts: 1 });
  });

  it('look-ups are slow blames none of those that had to wait for their turn', async () => {
    await using server = await startFaultServer();
    const resolve = (_name: string, _options: unknown, done: (...results: unknown[]) => void) =>
      setTimeout(() => done(null, [{ address: '127.0.0.1', family: 4 }]), 100);
    const urls = Array.from({ length: 24 }, (_, n) => `http://host${n}.example:${server.port}/item/${n}`);
    const results = await fetchAll(
      urls,
      { retries: 0, timeout: 400 },
      { resolve: resolve as unknown as typeof dns.lookup },
    );
    for (const [n, result] of results.entries()) {
      assertExpected(result, { outcome: 'ok', preview: `item ${n}` });
      const { dns: lookup, total } = result.timings;
      assert.ok(lookup >= 90 && lookup < 400 && total < 400, `${lookup} of ${total} ms`);
    }
  });

  it('a port never answers is timeout in connect', async () => {
    // A socket that is never told to connect stays on the way for ever.
    const connect = ((_options, callback) =>
      new net.Socket().on('error', (error) => callback(error, null))) as NonNullable<Network['connect']>;
    const result = await fetchOne('http://192.0.2.1/', { retries: 0, timeout: 200 }, { connect });
    assertExpected(result, { outcome: 'failed', kind: 'timeout', phase: 'connect', attempts: 1 });
  });

  it('a server takes the connection but says nothing in the handshake is timeout in tls', async () => {
    await using server = await startFaultServer();
    const result = await fetchOne(`https://127.0.0.1:${server.port}/`, { retries: 0, timeout: 800 });
    assertExpected(result, { outcome: 'failed', kind: 'timeout', phase: 'tls', attempts: 1 });
  });

  it('a host has IPv6 only answers', { skip: !ipv6 }, async () => {
    await using server = await startFaultServer({ host: '::1' });
    const network = namesOf({ 'six.example': ['::1'], 'both.example': ['127.0.0.1', '::1'] });
    const results = await fetchAll(
      [
        `${server.origin}/item/1`,
        `http://six.example:${server.port}/item/2`,
        `http://both.example:${server.port}/item/3`,
      ],
      { retries: 0 },
      network,
    );
    assert.deepEqual(
      results.map((result) => result.preview),
      ['item 1', 'item 2', 'item 3'],
    );
  });

  it('all addresses of a name refuse is refused', async () => {
    const server = await startFaultServer();
    await server[Symbol.asyncDispose]();
    const network = namesOf({ 'down.example': ['127.0.0.1', '127.0.0.2'] });
    const result = await fetchOne(`http://down.example:${server.port}/`, { retries: 0 }, network);
    assertExpected(result, { outcome: 'failed', kind: 'refused', phase: 'connect', code: 'ECONNREFUSED' });
  });
});
