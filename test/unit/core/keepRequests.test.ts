import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keepRequests } from '../../../src/core/keepRequests.ts';
import { RequestList } from '../../../src/core/requestList.ts';

const list = (...requests: Parameters<typeof RequestList.from>[0]) => RequestList.from(requests);

describe('what is kept of the requests of a document', () => {
  it('is what was wanted, in the order of the document', () => {
    const found = list('http://a/new', 'http://a/2', 'http://a/1');
    assert.deepEqual(keepRequests(found, list('http://a/1', 'http://a/2', 'http://a/gone')), {
      rows: [1, 2],
      wanted: 3,
    });
  });

  it('is what is equal in method, headers and body, whatever its fragment', () => {
    const url = 'http://a/';
    const found = list({ url, method: 'POST', body: 'x' }, { url: `${url}#here` }, { url, method: 'HEAD' });
    assert.deepEqual(keepRequests(found, list({ url: `${url}#there` })).rows, [1]);
    assert.deepEqual(keepRequests(found, list({ url, method: 'POST', body: 'x' })).rows, [0]);
  });

  it('counts equal requests of a caller once', () => {
    assert.deepEqual(keepRequests(list('http://a/1'), list('http://a/1', 'http://a/1')), {
      rows: [0],
      wanted: 1,
    });
  });
});
