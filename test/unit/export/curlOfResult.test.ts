import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { curlOfResult } from '../../../src/export/curlOfResult.ts';
import { exported } from './exported.ts';

describe('the cURL command of a result', () => {
  it('has the headers and the URL that were sent first', () => {
    const row = exported(
      {
        request: { url: 'https://u:p@e.com/a', headers: { 'X-Own': '1', Accept: 'text/css' } },
        hops: 1,
        url: 'https://e.com/b',
      },
      { redirects: [{ status: 302, url: 'https://e.com/a?page=1' }] },
    );
    assert.equal(
      curlOfResult(row),
      `curl 'https://e.com/a?page=1' --header 'accept: */*' --header 'X-Own: 1' --compressed --location`,
    );
  });

  it('has the method that was sent, where a URL was only checked', () => {
    assert.match(curlOfResult(exported({}, { method: 'HEAD' })), /^curl \S+ --head /);
  });

  it('is what was asked for where that was never sent', () => {
    const request = {
      url: 'https://e.com/a',
      method: 'POST',
      body: 'a',
      headers: { 'Content-Type': 'text/css' },
      options: { headers: { 'X-A': 'b' } },
    };
    const { details: _, ...row } = exported({ request, attempts: 0, outcome: 'cancelled' });
    assert.equal(
      curlOfResult(row),
      `curl https://e.com/a --header 'X-A: b' --header 'Content-Type: text/css' --data-raw a`,
    );
  });
});
