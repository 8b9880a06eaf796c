import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sortNumbers } from '../../../src/core/sortNumbers.ts';

function sorted(numbers: readonly number[], descending: boolean): number[] {
  const places = Uint32Array.from(numbers.keys());
  const work = sortNumbers(places, Float64Array.from(numbers), descending);
  while (!work.next().done);
  return [...places];
}

function expected(numbers: readonly number[], descending: boolean): number[] {
  const number = (place: number) => numbers[place] ?? 0;
  const sign = descending ? -1 : 1;
  const compare = (a: number, b: number) =>
    sign * (number(a) < number(b) ? -1 : number(a) > number(b) ? 1 : 0);
  return [...numbers.keys()].sort((a, b) => compare(a, b) || a - b);
}

const number = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0, -0, Infinity, -Infinity, Number.MIN_VALUE, 2 ** 53, 0.1, 0.2),
);

for (const descending of [false, true]) {
  const way = descending ? 'down' : 'up';
  test(`sorts few numbers, equal ones in their order, ${way}`, () => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: 100 }), (numbers) => {
        assert.deepEqual(sorted(numbers, descending), expected(numbers, descending));
      }),
    );
  });

  test(`sorts many numbers, equal ones in their order, ${way}`, () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 50, maxLength: 100 }), (some) => {
        const numbers = Array.from({ length: 6000 }, (_, nth) => {
          const each = some[(nth * 7919) % some.length] ?? 0;
          return nth % 3 === 0 ? each : each / (1 + (nth % 11));
        });
        assert.deepEqual(sorted(numbers, descending), expected(numbers, descending));
      }),
      { numRuns: 10 },
    );
  });
}

test('sorts places of some of the numbers only', () => {
  const numbers = Float64Array.from({ length: 10_000 }, (_, nth) => (nth * 31) % 10_007);
  const places = Uint32Array.from({ length: 5000 }, (_, nth) => 2 * nth);
  const work = sortNumbers(places, numbers, false);
  while (!work.next().done);
  assert.ok(
    places.every((place, at) => at === 0 || (numbers[places[at - 1] ?? 0] ?? 0) <= (numbers[place] ?? 0)),
  );
  assert.equal(new Set(places).size, 5000);
  assert.ok(places.every((place) => place % 2 === 0));
});
