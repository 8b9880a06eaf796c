import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FetchRequest } from '../../../src/api.ts';
import {
  lostSecret,
  maskedKey,
  maskOptions,
  maskRequest,
  unmaskOptions,
} from '../../../src/core/maskRequest.ts';
import { defaultOptions } from '../../../src/core/options.ts';

describe('a request that is stored', () => {
  const cases: [FetchRequest, FetchRequest][] = [
    [{ url: 'https://u:pw@e.com/?key=a' }, { url: 'https://u:•••@e.com/?key=•••' }],
    [
      { url: 'https://e.com/', headers: { Authorization: 'Bearer a', Accept: '*/*' } },
      {
        url: 'https://e.com/',
        headers: [
          ['Authorization', 'Bearer •••'],
          ['Accept', '*/*'],
        ],
      },
    ],
    [
      { url: 'https://e.com/', method: 'POST', body: '{"user":"a","password": "b\\"c"}' },
      { url: 'https://e.com/', method: 'POST', body: '{"user":"a","password": "•••"}' },
    ],
    [
      { url: 'https://e.com/', method: 'POST', body: 'user=a&client_secret=b&x=c' },
      { url: 'https://e.com/', method: 'POST', body: 'user=a&client_secret=•••&x=c' },
    ],
    [
      { url: 'https://e.com/', options: { timeout: 1, params: { token: 'a' } } },
      { url: 'https://e.com/', options: { timeout: 1, params: { token: '•••' } } },
    ],
  ];
  for (const [request, stored] of cases) {
    it(`has no secret: ${JSON.stringify(stored)}`, () => {
      assert.deepEqual(maskRequest(request), stored);
      assert.equal(maskedKey(stored), maskedKey(request));
    });
  }

  it('is the same object where it has none', () => {
    const request = { url: 'https://e.com/?q=1', headers: { Accept: '*/*' }, body: 'a=b' };
    assert.equal(maskRequest(request), request);
  });
});

describe('the options of a run', () => {
  const options = {
    ...defaultOptions,
    headers: { Authorization: 'Bearer a', Accept: 'text/plain' },
    hostHeaders: { 'e.com': { 'X-Any': 'b' } },
    params: { api_key: 'c', page: '1' },
  };

  it('are stored without secrets', () => {
    assert.deepEqual(maskOptions(options), {
      ...defaultOptions,
      headers: { Authorization: 'Bearer •••', Accept: 'text/plain' },
      hostHeaders: { 'e.com': { 'X-Any': '•••' } },
      params: { api_key: '•••', page: '1' },
    });
  });

  it('get their secrets back from the settings, and nothing else', () => {
    const now = { ...options, timeout: 5, headers: { Authorization: 'Bearer new', Accept: '*/*' } };
    const back = unmaskOptions(maskOptions(options), now);
    assert.deepEqual(back, { ...options, headers: { Authorization: 'Bearer new', Accept: 'text/plain' } });
    assert.equal(lostSecret(back), undefined);
  });

  it('tell which secret is no longer set', () => {
    const stored = maskOptions(options);
    const { headers, hostHeaders, params } = options;
    for (const [now, lost] of [
      [{ hostHeaders, params }, 'gather.headers: Authorization'],
      [{ hostHeaders, params, headers: { Authorization: 'Basic a' } }, 'gather.headers: Authorization'],
      [{ headers, params }, 'gather.hostHeaders: e.com'],
      [{ headers, hostHeaders }, 'gather.params: api_key'],
    ] as const) {
      assert.equal(lostSecret(unmaskOptions(stored, { ...defaultOptions, ...now })), lost);
    }
  });
});
