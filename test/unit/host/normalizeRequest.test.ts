import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FetchRequest } from '../../../src/api.ts';
import { normalizeRequest } from '../../../src/host/normalizeRequest.ts';

describe('a request of a caller', () => {
  it('has its headers as pairs, whichever way they were given', () => {
    const headers = [['a', '1']] as const;
    assert.deepEqual(normalizeRequest({ url: 'u', headers }).headers, [['a', '1']]);
    assert.deepEqual(normalizeRequest({ url: 'u', headers: { a: '1' } }).headers, [['a', '1']]);
  });

  it('keeps only the options that were given, within their limits', () => {
    const { options } = normalizeRequest({ url: 'u', options: { timeout: -5, headers: { a: '1' } } });
    assert.deepEqual(options, { timeout: 1, headers: { a: '1' } });
  });

  it('copies its body, which the caller may write to afterwards', () => {
    const body = Uint8Array.of(1, 2, 3);
    const copy = normalizeRequest({ url: 'u', body }).body;
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
    assert.equal(structuredClone(normalizeRequest(odd)).url, 'https://e.com/');
  });

  it('is made of whatever stands in the place of one', () => {
    const made = (request: unknown) => normalizeRequest(request as FetchRequest).url;
    assert.deepEqual([new URL('https://e.com/a'), null, undefined, 7].map(made), [
      'https://e.com/a',
      'null',
      'undefined',
      '7',
    ]);
  });
});
