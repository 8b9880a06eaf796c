import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { maskRequest } from '../../../src/core/maskRequest.ts';
import { matchRequests } from '../../../src/core/matchRequests.ts';
import { RequestList } from '../../../src/core/requestList.ts';

const list = (...requests: Parameters<typeof RequestList.from>[0]) => RequestList.from(requests);
const stored = (requests: RequestList) =>
  RequestList.from(Array.from({ length: requests.length }, (_, row) => maskRequest(requests.get(row))));

describe('the requests of two runs', () => {
  it('are matched though one run was read back without its secrets', () => {
    const live = list(
      'http://a/?token=one',
      'http://a/plain',
      { url: 'http://a/', headers: { Authorization: 'Bearer one' } },
      { url: 'http://a/', method: 'POST', body: '{"password": "one"}', options: { params: { sig: 'one' } } },
    );
    assert.deepEqual([...matchRequests(stored(live), live)], [0, 1, 2, 3]);
    assert.deepEqual([...matchRequests(live, stored(live))], [0, 1, 2, 3]);
  });

  it('are matched though a token was rotated', () => {
    assert.deepEqual([...matchRequests(list('http://a/?token=one'), list('http://a/?token=two'))], [0]);
  });

  it('are matched exactly where they can be, and by their order where secrets alone tell them apart', () => {
    const [one, two, three] = ['one', 'two', 'three'].map((token) => `http://a/?token=${token}`) as [
      string,
      string,
      string,
    ];
    assert.deepEqual([...matchRequests(list(one, two), list(two, one))], [1, 0]);
    assert.deepEqual([...matchRequests(list(one, two), list(two))], [1]);
    assert.deepEqual([...matchRequests(list(one, two), list(three, two))], [0, 1]);
    assert.deepEqual([...matchRequests(stored(list(one, two)), list(one, two, three))], [0, 1, -1]);
  });

  it('are not the same where anything else differs', () => {
    const url = 'http://a/?token=one';
    const later = list({ url, method: 'HEAD' }, { url, headers: { Accept: '*/*' } }, 'http://b/?token=one');
    assert.deepEqual([...matchRequests(list(url), later)], [-1, -1, -1]);
  });
});
