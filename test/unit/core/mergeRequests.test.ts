import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FetchRequest } from '../../../src/api.ts';
import { RequestMerger } from '../../../src/core/mergeRequests.ts';
import type { RequestExtras } from '../../../src/core/requestList.ts';

function assertRows(requests: readonly (FetchRequest & RequestExtras)[], rows: readonly number[]): void {
  const merger = new RequestMerger();
  assert.deepEqual(
    requests.map((request) => merger.add(request)),
    rows,
  );
  assert.equal(merger.length, new Set(rows).size);
}

describe('RequestMerger', () => {
  const url = 'https://e.com/a';
  const bytes = (...values: number[]) => Uint8Array.from(values);

  it('gives equal URLs one row', () => assertRows([{ url }, { url: 'https://e.com/b' }, { url }], [0, 1, 0]));
  it('ignores fragments', () => assertRows([{ url: `${url}#x` }, { url }, { url: `${url}#y` }], [0, 0, 0]));
  it('does not take similar URLs for equal', () =>
    assertRows([{ url }, { url: `${url}/` }, { url: `${url}?` }, { url: 'https://E.com/a' }], [0, 1, 2, 3]));
  it('parts methods', () =>
    assertRows(
      [{ url }, { url, method: 'HEAD' }, { url, method: 'GET' }, { url, method: 'HEAD' }],
      [0, 1, 0, 1],
    ));
  it('parts headers by name and value, names in any case', () =>
    assertRows(
      [
        { url, headers: { A: '1' } },
        { url, headers: [['a', '1']] },
        { url, headers: { a: '2' } },
        { url, headers: {} },
        { url },
      ],
      [0, 0, 1, 2, 2],
    ));
  it('parts bodies', () =>
    assertRows(
      [
        { url, method: 'POST', body: 'x' },
        { url, method: 'POST', body: 'y' },
        { url, method: 'POST', body: 'x' },
        { url, method: 'POST' },
      ],
      [0, 1, 0, 2],
    ));
  it('parts bodies of bytes', () =>
    assertRows(
      [
        { url, body: bytes(1, 2) },
        { url, body: bytes(1, 2) },
        { url, body: bytes(1, 3) },
        { url, body: '1,2' },
      ],
      [0, 0, 1, 2],
    ));
  it('parts files for bodies, and options in whatever order', () => {
    const options = { timeout: 1, retries: 2 };
    assertRows(
      [
        { url, options },
        { url },
        { url, options: { retries: 2, timeout: 1 } },
        { url, options: { timeout: 1 } },
        { url, bodyFile: 'a' },
        { url, bodyFile: 'b' },
      ],
      [0, 1, 0, 2, 3, 4],
    );
  });
  it('takes none for equal that are sent with a value of their own', () =>
    assertRows([{ url: 'https://e.com/{{$guid}}' }, { url: 'https://e.com/{{$guid}}' }], [0, 1]));
  it('does not look at names', () =>
    assertRows(
      [
        { url, name: 'a' },
        { url, name: 'b' },
      ],
      [0, 0],
    ));
});
