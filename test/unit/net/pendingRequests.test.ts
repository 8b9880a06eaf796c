import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PendingRequests } from '../../../src/net/pendingRequests.ts';

describe('PendingRequests', () => {
  it('gives back each URL of several chunks just as it came', () => {
    const urls = [
      'https://a.test/',
      '',
      'https://b.test/%20?q=ü',
      'https://c.test/😀',
      'x\uD800y',
      'https://d.test/',
    ];
    const requests = new PendingRequests();
    requests.add({ first: 0, urls: urls.slice(0, 3), extras: [] });
    requests.add({ first: 3, urls: [], extras: [] });
    requests.add({ first: 3, urls: urls.slice(3), extras: [[4, { method: 'PUT' }]] });
    assert.equal(requests.length, 6);
    assert.deepEqual(
      urls.map((_, index) => requests.url(index)),
      urls,
    );
    assert.deepEqual(requests.get(4), { url: 'x\uD800y', method: 'PUT' });
    assert.deepEqual(requests.get(5), { url: 'https://d.test/' });
  });

  it('keeps what is still wanted when others are forgotten', () => {
    const requests = new PendingRequests();
    requests.add({ first: 0, urls: ['a', 'b'], extras: [[1, { masked: true }]] });
    requests.add({ first: 2, urls: ['c'], extras: [] });
    assert.equal(requests.isMasked(1), true);
    requests.forget(1);
    assert.equal(requests.isMasked(1), false);
    assert.equal(requests.url(0), 'a');
    requests.forget(0);
    assert.throws(() => requests.url(0), RangeError);
    assert.equal(requests.url(2), 'c');
  });

  it('takes a chunk that was left out when it comes, once', () => {
    const requests = new PendingRequests();
    requests.add({ first: 0, urls: ['a', 'b'], extras: [] });
    requests.leaveOut({ first: 2, urls: ['c', 'd'] });
    requests.add({ first: 4, urls: ['e'], extras: [] });
    assert.equal(requests.length, 5);
    assert.equal(requests.has(3), false);
    assert.throws(() => requests.url(3), RangeError);
    requests.forget(3);
    const late = { first: 2, urls: ['c', 'd'], extras: [] };
    requests.add(late);
    assert.equal(requests.has(3), true);
    assert.equal(requests.url(3), 'd');
    assert.equal(requests.url(4), 'e');
    assert.throws(() => requests.add(late), RangeError);
    assert.throws(() => requests.leaveOut(late), RangeError);
  });

  it('refuses a chunk that does not follow the one before, and an index that has not come', () => {
    const requests = new PendingRequests();
    requests.add({ first: 0, urls: ['a'], extras: [] });
    assert.throws(() => requests.add({ first: 0, urls: ['b'], extras: [] }), RangeError);
    assert.throws(() => requests.url(1), RangeError);
    assert.throws(() => new PendingRequests().url(0), RangeError);
  });
});
