import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FetchRequest } from '../../../src/api.ts';
import { normaliseRequest } from '../../../src/host/normaliseRequest.ts';

describe('a request of a caller', () => {
  it('has its headers as pairs, whichever way they were given', () => {
    const headers = [['a', '1']] as const;
    assert.deepEqual(normaliseRequest({ url: 'u', headers }).headers, [['a', '1']]);
    assert.deepEqual(normaliseRequest({ url: 'u', headers: { a: '1' } }).headers, [['a', '1']]);
  });

  it('keeps only the options that were given, within their limits', () => {
    const { options } = normaliseRequest({ url: 'u', options: { timeout: -5, headers: { a: '1' } } });
    assert.deepEqual(options, { timeout: 1, headers: { a: '1' } });
  });

  it('copies its body, which the caller may write to afterwards', () => {
    const body = Uint8Array.of(1, 2, 3);
    const copy = normaliseRequest({ url: 'u', body }).body;
    body.fill(0);
    assert.deepEqual(copy, Uint8Array.of(1, 2, 3));
  });

  it('can cross threads, whatever a caller without types hands in', () => {
    const odd = {
      url: new URL('https://e.com/'),
      method: Symbol.iterator,
      headers: { a: () => 1 },
      body: 7,
      options: { timeout: () => 1, headers: { b: Symbol('b') } },
      stranger: () => 1,
    } as unknown as FetchRequest;
    assert.equal(structuredClone(normaliseRequest(odd)).url, 'https://e.com/');
  });
});
