import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GatherOptions } from '../../../src/api.ts';
import { parseAcceptStatus } from '../../../src/core/acceptStatus.ts';
import { defaultOptions, resolveOptions } from '../../../src/core/options.ts';

describe('options', () => {
  it('are the defaults where nothing is given', () => {
    assert.deepEqual(resolveOptions({}), { options: defaultOptions, problems: [] });
  });

  const clamped: [given: GatherOptions, name: keyof GatherOptions, used: number][] = [
    [{ concurrency: 0 }, 'concurrency', 1],
    [{ concurrency: 1e9 }, 'concurrency', 1000],
    [{ timeout: -5 }, 'timeout', 1],
    [{ retries: 2.4 }, 'retries', 2],
    [{ maxRedirects: Infinity }, 'maxRedirects', 100],
    [{ concurrencyPerHost: Number.NaN }, 'concurrencyPerHost', 10],
  ];
  for (const [given, name, used] of clamped) {
    it(`clamps ${name} ${Object.values(given).join()} to ${used}, and says so once`, () => {
      const { options, problems } = resolveOptions(given);
      assert.equal(options[name], used);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? '', new RegExp(`^${name} is .*using ${used}`));
    });
  }

  it('leave out what is no string among headers and params', () => {
    const { options, problems } = resolveOptions({
      headers: { a: 'b', c: 3, d: null } as unknown as Record<string, string>,
    });
    assert.deepEqual(options.headers, { a: 'b', c: '3' });
    assert.equal(problems.length, 1);
  });

  it('of a request are laid over those of its run', () => {
    const run = resolveOptions({ timeout: 500, retries: 0 }).options;
    const { options } = resolveOptions({ timeout: 50 }, run);
    assert.equal(options.timeout, 50);
    assert.equal(options.retries, 0);
  });

  it('keep the default where acceptStatus is no list of statuses', () => {
    const { options, problems } = resolveOptions({ acceptStatus: '2xx' });
    assert.equal(options.acceptStatus, '200-399');
    assert.equal(problems.length, 1);
  });
});

describe('acceptStatus', () => {
  const cases: [text: string, accepted: number[], refused: number[]][] = [
    ['200-399', [200, 301, 399], [199, 400]],
    ['200-299,401', [204, 401], [300, 400]],
    [' 200 , 500 - 599 ', [200, 500, 599], [201, 499]],
    ['999', [999], [200]],
  ];
  for (const [text, accepted, refused] of cases) {
    it(`reads "${text}"`, () => {
      const accepts = parseAcceptStatus(text);
      assert.ok(accepts);
      assert.ok(accepted.every((status) => accepts(status)));
      assert.ok(!refused.some((status) => accepts(status)));
    });
  }

  for (const text of ['', '2xx', '200-', '300-200', '20', '200;300', '0-999']) {
    it(`does not read "${text}"`, () => assert.equal(parseAcceptStatus(text), undefined));
  }
});
