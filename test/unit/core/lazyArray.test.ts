import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lazyArray } from '../../../src/core/lazyArray.ts';

function squares(length: number) {
  const made: number[] = [];
  const array = lazyArray(length, (index) => {
    made.push(index);
    return { square: index * index };
  });
  return { made, array };
}

describe('a lazy array', () => {
  it('makes an element when it is touched, once', () => {
    const { made, array } = squares(1_000_000);
    assert.equal(array.length, 1_000_000);
    assert.deepEqual(made, []);
    assert.equal(array[999]?.square, 998_001);
    assert.equal(array.at(-1)?.square, 999_999 ** 2);
    assert.equal(array[999], array[999]);
    assert.deepEqual(made, [999, 999_999]);
  });

  it('is an array in all else', () => {
    const { array } = squares(4);
    const expected = [0, 1, 4, 9].map((square) => ({ square }));
    assert.ok(Array.isArray(array));
    assert.deepEqual([...array], expected);
    assert.deepEqual(array, expected);
    assert.deepEqual(
      array.map(({ square }) => square),
      [0, 1, 4, 9],
    );
    assert.deepEqual(
      array.filter(({ square }) => square > 3),
      expected.slice(2),
    );
    assert.equal(JSON.stringify(array), JSON.stringify(expected));
    assert.deepEqual(Object.keys(array), ['0', '1', '2', '3']);
    assert.deepEqual(array.slice(1, 3), expected.slice(1, 3));
    assert.deepEqual(array.concat([{ square: 16 }]).length, 5);
    assert.equal(array[4], undefined);
    assert.equal(array[-1], undefined);
    assert.equal(4 in array, false);
    assert.equal(3 in array, true);
    let seen = 0;
    array.forEach(() => seen++);
    assert.equal(seen, 4);
  });

  it('cannot be changed', () => {
    const array = squares(3).array as { square: number }[];
    assert.throws(() => (array[0] = { square: 5 }), TypeError);
    assert.throws(() => array.push({ square: 5 }), TypeError);
    assert.throws(() => (array.length = 0), TypeError);
    assert.throws(() => array.pop(), TypeError);
    assert.equal(array[0]?.square, 0);
  });

  it('hands on what making an element throws', () => {
    const array = lazyArray(1, () => {
      throw new RangeError('not there');
    });
    assert.throws(() => array[0], RangeError);
  });
});
