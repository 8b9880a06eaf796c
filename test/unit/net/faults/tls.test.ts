import assert from 'node:assert/strict';
import tls from 'node:tls';
import { describe, it } from 'node:test';
import { assertExpected, type Expectation } from '../../../support/faultExpectation.ts';
import { startFaultServer } from '../../../support/faultServer.ts';
import { withServer } from '../../../support/fixtureServer.ts';
import { fetchAll, fetchOne, withRun } from '../../../support/fetchAll.ts';
import { tlsFaults, trusting } from '../../../support/tlsFaults.ts';

const expectations: readonly (readonly [
  fault: keyof typeof tlsFaults,
  code: string,
  message: RegExp,
  certificate: readonly [subject: string, issuer: string] | undefined,
])[] = [
  ['expired', 'CERT_HAS_EXPIRED', /has expired/, ['CN=expired', 'CN=Gather test authority']],
  ['not-yet-valid', 'CERT_NOT_YET_VALID', /not valid yet/, ['CN=not yet valid', 'CN=Gather test authority']],
  ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', /self-signed/, ['CN=self-signed', 'CN=self-signed']],
  [
    'unknown-issuer',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    /issuer/,
    ['CN=of a stranger', 'CN=Strange authority'],
  ],
  ['unknown-root', 'SELF_SIGNED_CERT_IN_CHAIN', /issuer/, ['CN=of a stranger', 'CN=Strange authority']],
  [
    'wrong-host',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    /another host/,
    ['CN=elsewhere', 'CN=Gather test authority'],
  ],
  ['tls-1.0', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', /versions of TLS before 1\.2/, undefined],
  ['tls-1.1', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', /versions of TLS before 1\.2/, undefined],
];

describe('a TLS server', () => {
  for (const [fault, code, message, certificate] of expectations) {
    it(`${fault} is tls, with a reason and what it showed`, async () => {
      await using server = await startFaultServer({ secure: tlsFaults[fault] });
      await withRun(
        [`${server.origin}/item/1`],
        {},
        async (run) => {
          const [result] = await run.results;
          const expected: Expectation = {
            outcome: 'failed',
            kind: 'tls',
            phase: 'tls',
            code,
            message,
            attempts: 1,
          };
          assert.ok(result);
          assertExpected(result, expected);
          const shown = (await run.stored(0)).details.certificate;
          assert.deepEqual(shown && [shown.subject, shown.issuer], certificate);
          if (shown) assert.ok(Date.parse(shown.validFrom) < Date.parse(shown.validTo));
        },
        trusting,
      );
      assert.equal(server.requests, 0);
    });
  }

  it('with a good certificate answers; it stands in the details of every request over the connection', async () => {
    await using server = await startFaultServer({ secure: tlsFaults.good });
    await withRun(
      Array.from({ length: 6 }, (_, n) => `${server.origin}/item/${n}`),
      { concurrencyPerHost: 2 },
      async (run) => {
        const results = await run.results;
        for (const [n, result] of results.entries()) {
          assertExpected(result, { outcome: 'ok', preview: `item ${n}` });
          assert.equal(result.timings.tls > 0, !result.timings.reused);
          const { certificate } = (await run.stored(n)).details;
          assert.equal(certificate?.subject, 'CN=good');
          assert.equal(certificate.protocol, 'TLSv1.3');
        }
      },
      trusting,
    );
  });

  it('that many ask at once refuses each of them with the certificate it showed', async () => {
    await using server = await startFaultServer({ secure: tlsFaults.expired });
    const urls = Array.from({ length: 30 }, (_, n) => `${server.origin}/item/${n}`);
    await withRun(
      urls,
      {},
      async (run) => {
        for (const result of await run.results) {
          assert.equal(result.failure?.code, 'CERT_HAS_EXPIRED');
          assert.equal((await run.stored(result.index)).details.certificate?.subject, 'CN=expired');
        }
      },
      trusting,
    );
  });

  it('that speaks no TLS is tls, and says to try http', () =>
    withServer(async ({ origin }) => {
      const result = await fetchOne(origin.replace('http:', 'https:'), { retries: 0 });
      assertExpected(result, { outcome: 'failed', kind: 'tls', phase: 'tls', message: /try http:/ });
    }));

  it('that is asked without TLS is protocol', async () => {
    await using server = await startFaultServer({ secure: tlsFaults.good });
    const result = await fetchOne(`http://127.0.0.1:${server.port}/item/1`, { retries: 0 });
    assert.match(result.failure?.kind ?? '', /^(protocol|reset)$/);
  });

  it('does over TLS what it does without', async () => {
    await using server = await startFaultServer({ secure: tlsFaults.good });
    const paths = ['close-in-body', 'continue-unasked', 'close-without-answer', 'bare-lf', 'nested-bomb'];
    const results = await fetchAll(
      paths.map((path) => `${server.origin}/${path}`),
      { retries: 0, maxBodyBytes: 100_000 },
      trusting,
    );
    assert.deepEqual(
      results.map((result) => result.failure?.kind ?? result.outcome),
      ['protocol', 'ok', 'reset', 'protocol', 'ok'],
    );
  });

  it('makes the certificates of the system trusted beside Node’s own', async () => {
    await using server = await startFaultServer({ secure: tlsFaults.good });
    await fetchOne(`${server.origin}/item/1`, { retries: 0 });
    const trusted = new Set(tls.getCACertificates('default'));
    assert.ok(tls.getCACertificates('system').every((each) => trusted.has(each)));
  });
});
