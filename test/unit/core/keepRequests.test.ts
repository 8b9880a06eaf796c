import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keepRequests } from '../../../src/core/keepRequests.ts';
import { RequestList } from '../../../src/core/requestList.ts';

const list = (...requests: Parameters<typeof RequestList.from>[0]) => RequestList.from(requests);

describe('what is kept of the requests of a document', () => {
  it('is what was wanted, in the order of the document', () => {
    const found = list('http://a/new', 'http://a/2', 'http://a/3', 'http://a/1');
    const ofRun = list('http://a/1', 'http://a/2', 'http://a/3', 'http://a/gone');
    assert.deepEqual(keepRequests(found, ofRun, [0, 1, 3]), [1, 3]);
  });

  it('is what is equal in method, headers and body, whatever its fragment', () => {
    const url = 'http://a/';
    const found = list({ url, method: 'POST', body: 'x' }, { url: `${url}#here` }, { url, method: 'HEAD' });
    assert.deepEqual(keepRequests(found, list({ url: `${url}#there` }), [0]), [1]);
    assert.deepEqual(keepRequests(found, list({ url, method: 'POST', body: 'x' }), [0]), [0]);
  });

  it('is what a run was read back of without its secrets', () => {
    const found = list('http://a/?token=one', 'http://a/?token=two', 'http://a/plain');
    const ofRun = list('http://a/?token=•••', 'http://a/?token=•••', 'http://a/plain');
    assert.deepEqual(keepRequests(found, ofRun, [1, 2]), [1, 2]);
  });
});
