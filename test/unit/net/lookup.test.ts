import assert from 'node:assert/strict';
import type dns from 'node:dns';
import { describe, it } from 'node:test';
import { Lookups } from '../../../src/net/lookup.ts';

/** A resolver that counts, and answers in a later turn. */
function countingResolver(answer: dns.LookupAddress[] | NodeJS.ErrnoException) {
  const asked: string[] = [];
  const resolve = (hostname: string, _options: unknown, callback: (...results: unknown[]) => void) => {
    asked.push(hostname);
    setImmediate(() => (Array.isArray(answer) ? callback(null, answer) : callback(answer)));
  };
  return { asked, lookups: new Lookups(5000, resolve as typeof dns.lookup) };
}

describe('looking up', () => {
  const addresses = [
    { address: '::1', family: 6 },
    { address: '127.0.0.1', family: 4 },
  ];

  it('asks once for each name, however many want it', async () => {
    const { asked, lookups } = countingResolver(addresses);
    const ask = (name: string) =>
      new Promise((resolve) => lookups.lookup(name, { all: true }, (_error, found) => resolve(found)));
    const found = await Promise.all(
      Array.from({ length: 40 }, (_, n) => ask(n % 2 ? 'a.example' : 'b.example')),
    );
    assert.deepEqual(asked.sort(), ['a.example', 'b.example']);
    assert.ok(found.every((each) => each === addresses));
  });

  it('gives the first address to those who want one', async () => {
    const { lookups } = countingResolver(addresses);
    const [address, family] = await new Promise<unknown[]>((resolve) =>
      lookups.lookup('a.example', {}, (_error, ...found) => resolve(found)),
    );
    assert.deepEqual([address, family], ['::1', 6]);
  });

  it('hands an error to all', async () => {
    const failure = Object.assign(new Error('no such host'), { code: 'ENOTFOUND' });
    const { asked, lookups } = countingResolver(failure);
    const errors = await Promise.all(
      [1, 2, 3].map(() => new Promise((resolve) => lookups.lookup('a.example', { all: true }, resolve))),
    );
    assert.deepEqual(errors, [failure, failure, failure]);
    assert.equal(asked.length, 1);
  });

  it('asks for four names at once, and tells which of them have been asked', async () => {
    const answers: (() => void)[] = [];
    const lookups = new Lookups(5000, ((
      _name: string,
      _options: unknown,
      callback: (...results: unknown[]) => void,
    ) => {
      answers.push(() => callback(null, addresses));
    }) as typeof dns.lookup);
    const names = Array.from({ length: 10 }, (_, n) => `host${n}.example`);
    const found = names.map(
      (name) =>
        new Promise((resolve) => lookups.lookup(name, { all: true }, (_error, each) => resolve(each))),
    );
    for (let asked = 4; asked <= 10; asked++) {
      assert.equal(answers.length, asked);
      assert.deepEqual(
        names.map((name) => lookups.askedAt(name) !== undefined),
        names.map((_, n) => n < asked),
      );
      answers[asked - 4]?.();
    }
    for (const answer of answers.slice(7)) answer();
    assert.deepEqual(
      await Promise.all(found),
      names.map(() => addresses),
    );
  });
});
