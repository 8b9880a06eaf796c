import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FetchRequest } from '../../../src/api.ts';
import { DocumentMerger } from '../../../src/core/documentMerger.ts';
import { documentOptions } from '../../../src/core/documentOptions.ts';
import { defaultOptions } from '../../../src/core/options.ts';
import { Places } from '../../../src/core/places.ts';
import { RequestList } from '../../../src/core/requestList.ts';

const placesOf = (count: number) =>
  new Places([
    {
      rows: Uint32Array.from({ length: count }, (_, row) => row),
      starts: Uint32Array.from({ length: count }, (_, row) => row * 10),
      ends: Uint32Array.from({ length: count }, (_, row) => row * 10 + 5),
      lines: Uint32Array.from({ length: count }, (_, row) => row),
      documents: new Uint32Array(count),
    },
  ]);

function merged(documents: (string | FetchRequest)[][]): DocumentMerger {
  const merger = new DocumentMerger();
  for (const requests of documents) {
    for (const _ of merger.add(RequestList.from(requests), placesOf(requests.length), (each) => each));
  }
  return merger;
}

describe('documents put together', () => {
  it('have one row for equal requests, with the places of all', () => {
    const { requests, places } = merged([
      ['https://e.com/a', 'https://e.com/b'],
      ['https://e.com/c', 'https://e.com/a#x'],
    ]);
    assert.deepEqual(
      Array.from({ length: requests.length }, (_, row) => requests.url(row)),
      ['https://e.com/a', 'https://e.com/b', 'https://e.com/c'],
    );
    assert.deepEqual(places.ofRow(0), [
      { row: 0, start: 0, end: 5, line: 0, document: 0 },
      { row: 0, start: 10, end: 15, line: 1, document: 1 },
    ]);
    assert.deepEqual(places.ofRow(2), [{ row: 2, start: 0, end: 5, line: 0, document: 1 }]);
  });

  it('keep the headers and options of each to its own requests', () => {
    const url = 'https://e.com/a';
    const { requests } = merged([
      [{ url, headers: { Accept: 'a' } }],
      [url],
      [{ url, options: { timeout: 5000 } }],
    ]);
    assert.deepEqual(
      [requests.get(0).headers, requests.get(1), requests.get(2).options],
      [{ Accept: 'a' }, { url }, { timeout: 5000 }],
    );
  });

  it('pause while many are taken in', () => {
    const merger = new DocumentMerger();
    const urls = Array.from({ length: 10_000 }, (_, n) => `https://e.com/${n}`);
    const steps = [...merger.add(RequestList.from(urls), placesOf(urls.length), (each) => each)];
    assert.equal(steps.length, 5);
    assert.equal(merger.requests.length, urls.length);
  });
});

describe('the options of several documents', () => {
  it('are those of the only one', () => {
    assert.equal(documentOptions(defaultOptions, [{ concurrency: 500 }]).concurrency, 500);
    assert.deepEqual(documentOptions(defaultOptions, []), defaultOptions);
  });

  it('lower what holds for all, and raise nothing', () => {
    const { concurrency, concurrencyPerHost } = documentOptions(defaultOptions, [
      { concurrency: 500, concurrencyPerHost: 4 },
      { concurrencyPerHost: 2 },
      {},
    ]);
    assert.deepEqual([concurrency, concurrencyPerHost], [100, 2]);
  });
});
