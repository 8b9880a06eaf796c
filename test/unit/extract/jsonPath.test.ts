import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jsonpath } from 'json-p3';
import { isPathError, JsonPath } from '../../../src/extract/jsonPath.ts';

const shop = {
  store: {
    books: [
      { title: 'Tea', price: 8, tags: ['a', 'b'], in: { stock: 2 } },
      { title: 'Milk', price: 12.5, tags: [], in: null },
      { title: 'Rice', price: 9, tags: ['b'], in: { stock: { price: 1 } } },
    ],
    price: 400,
    'a b': [[1, [2, [3]]], { price: false }],
  },
  price: '',
};

describe('a JSONPath', () => {
  for (const path of [
    '$',
    '$.store.price',
    '$.store.nothing',
    '$.store.books[0].title',
    '$.store.books[-1].title',
    '$.store.books[*].title',
    '$.store.books[0:2].price',
    '$.store.books[::-1].price',
    '$.store.books[?@.price < 10].title',
    "$.store.books[?@.tags[?@ == 'b']].title",
    '$.store.books[?match(@.title, "T.*")].price',
    '$.store.books[?@.price < $.store.price].title',
    "$.store['books', 'price']",
    "$['store']['a b'][0][1]",
    '$.store.books[0, 0].price',
    '$..price',
    '$..[0]',
    '$..*',
    '$..books..price',
    '$..[?@.price]',
    '$..tags[?@ == "b"]',
    '$.store..price',
    '$.price.length',
  ]) {
    it(`selects what json-p3 selects, in its order: ${path}`, () =>
      assert.deepEqual(new JsonPath(path).values(shop), jsonpath.query(path, shop).values()));
  }

  it('finds nothing in what is no object and no array', () => {
    for (const value of [1, 'text', null, true]) {
      assert.deepEqual(new JsonPath('$..*').values(value), []);
      assert.deepEqual(new JsonPath('$').values(value), [value]);
    }
  });

  it('selects any number of values, at any depth', () => {
    const many = Array.from({ length: 300_000 }, (_, nth) => nth);
    assert.equal(new JsonPath('$[*]').values(many).length, many.length);
    const depth = 100_000;
    const deep: unknown = JSON.parse(`${'['.repeat(depth)}{"a":1}${']'.repeat(depth)}`);
    assert.deepEqual(new JsonPath('$..a').values(deep), [1]);
  });

  it('says where it is wrong', () => {
    const isTold = (error: unknown) => isPathError(error) && error.token.index === 4;
    assert.throws(() => new JsonPath('$.a['), isTold);
  });
});
