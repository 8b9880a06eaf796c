import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldProblem } from '../../../src/core/fieldProtocol.ts';
import {
  fieldValue,
  longestValue,
  parseField,
  parseFieldExpression,
} from '../../../src/extract/fieldExpression.ts';

interface Answer {
  title?: string;
  headers?: Record<string, readonly string[]>;
  text?: string;
}

function valueOf(expression: string, { title, headers = {}, text = '' }: Answer): string {
  const parsed = parseFieldExpression(expression);
  assert.ok(!('fault' in parsed), expression);
  return fieldValue(parsed, { title, header: (name) => headers[name] ?? [], text: () => text });
}

function problemOf(text: string): FieldProblem {
  const parsed = parseField(text);
  assert.ok('fault' in parsed, `${text} is a field`);
  return parsed;
}

describe('a field', () => {
  const tea = JSON.stringify({ name: 'tea', price: 1.5, tags: ['a', 'b'], none: null, ok: false, of: {} });
  for (const [expression, value] of [
    ['$.name', 'tea'],
    ['$.price', '1.5'],
    ['$.tags', '["a","b"]'],
    ['$.tags[*]', '["a","b"]'],
    ['$.tags[0]', 'a'],
    ['$.tags[?@ == "b"]', 'b'],
    ['$.none', 'null'],
    ['$.ok', 'false'],
    ['$.of', '{}'],
    ['$.absent', ''],
    ['$', tea],
  ] as const) {
    it(`${expression} of JSON is ${value || 'empty'}`, () =>
      assert.equal(valueOf(expression, { text: tea }), value));
  }

  for (const [what, text] of [
    ['is not JSON', '<p>'],
    ['was cut', '{"a": 1, "b": [1, 2'],
    ['is empty', ''],
    ['is binary', '\0\u0001\ufffd{"a":1}'],
  ] as const) {
    it(`is empty where the body ${what}`, () => assert.equal(valueOf('$.a', { text }), ''));
  }

  it('has all digits of a long integer, alone and in a value', () => {
    const text = '[{"id": 1012345678901234561, "of": {"id": -1012345678901234562}, "at": 1.5}, {"id": 7}]';
    assert.equal(valueOf('$[0].id', { text }), '1012345678901234561');
    assert.equal(
      valueOf('$[0]', { text }),
      '{"id":1012345678901234561,"of":{"id":-1012345678901234562},"at":1.5}',
    );
    assert.equal(valueOf('$[*].id', { text }), '[1012345678901234561,7]');
    assert.equal(valueOf('$[?@.at > 1].id', { text }), '1012345678901234561');
    assert.equal(
      valueOf('$.n', { text: '{"n": 12345678901234567890.5, "s": "1234567890123456"}' }),
      '12345678901234567000',
    );
  });

  it('is empty where an answer is nested too deep for what is asked, and not where it is not', () => {
    const depth = 20_000;
    const text = `{"a":${'['.repeat(depth)}{"b":1}${']'.repeat(depth)},"c":2}`;
    assert.equal(valueOf('$.c', { text }), '2');
    assert.equal(valueOf('$..b', { text }), '1');
    assert.equal(valueOf('$.a', { text }), '');
    assert.equal(valueOf('$[?@..b]', { text }), '');
  });

  it('is found in 20 MB', () => {
    const items = Array.from({ length: 150_000 }, (_, id) => ({
      id,
      name: 'some words, '.repeat(9),
      price: 1,
    }));
    const text = JSON.stringify({ items, last: 'tea' });
    assert.ok(text.length > 20_000_000);
    assert.equal(valueOf('$.last', { text }), 'tea');
    assert.match(valueOf('$..id', { text }), /^\[0,1,2,.*…$/);
    assert.match(valueOf('$.items[*].price', { text }), /^\[1,1,1,.*…$/);
    assert.equal(valueOf('/"last":"(\\w+)"/', { text }), 'tea');
  });

  it('is the title of a page', () => {
    assert.equal(valueOf('title', { title: 'Tea' }), 'Tea');
    assert.equal(valueOf('title', {}), '');
  });

  it('is a header, whatever its case', () => {
    const headers = { etag: ['"1"'], link: ['<a>', '<b>'] };
    assert.equal(valueOf('header: ETag', { headers }), '"1"');
    assert.equal(valueOf('header:link', { headers }), '<a>, <b>');
    assert.equal(valueOf('header: Age', { headers }), '');
  });

  it('is the first group of a pattern, or all that matches', () => {
    assert.equal(valueOf(String.raw`/price: (\d+)/i`, { text: 'Price: 12, price: 13' }), '12');
    assert.equal(valueOf(String.raw`/\d+/`, { text: 'Price: 12' }), '12');
    assert.equal(valueOf('/a|(b)/', { text: 'a' }), '');
    assert.equal(valueOf('/a/b/', { text: 'a/b' }), 'a/b');
    assert.equal(valueOf('/x/', { text: 'y' }), '');
  });

  it('is cut where it is long, between two characters', () => {
    const value = valueOf('$', { text: JSON.stringify(`${'x'.repeat(longestValue - 2)}🍵${'y'.repeat(9)}`) });
    assert.equal(value, `${'x'.repeat(longestValue - 2)}…`);
  });
});

describe('what is written for a field', () => {
  it('has a name or is its own', () => {
    assert.deepEqual(parseField(' price = $.data.price '), { name: 'price', expression: '$.data.price' });
    assert.deepEqual(parseField('$.a[?@.b == 1]'), { name: '$.a[?@.b == 1]', expression: '$.a[?@.b == 1]' });
    assert.deepEqual(parseField('/a = (b)/'), { name: '/a = (b)/', expression: '/a = (b)/' });
    assert.deepEqual(parseField('header: ETag'), { name: 'header: ETag', expression: 'header: ETag' });
    assert.deepEqual(parseField('the title=title'), { name: 'the title', expression: 'title' });
  });

  for (const [written, at, fault] of [
    ['', 0, 'kind'],
    ['price', 0, 'kind'],
    ['price = ', 8, 'kind'],
    ['header: two words', 8, 'headerName'],
    ['header:', 7, 'headerName'],
    ['/abc', 4, 'patternEnd'],
    ['//', 1, 'patternEmpty'],
    ['/a/g', 3, 'patternFlags'],
    ['a = /a/ig', 8, 'patternFlags'],
    ['/(/', 1, 'pattern'],
    ['/a/uv', 1, 'pattern'],
    ['$.a[', 4, 'path'],
    ['p = $.a b', 8, 'path'],
    ['$[?count(@.a)]', 3, 'path'],
  ] as const) {
    it(`is refused with its place: ${written}`, () => {
      const problem = problemOf(written);
      assert.deepEqual([problem.at, problem.fault], [at, fault]);
    });
  }

  it('is refused with what the reader of the expression says, without the expression', () => {
    assert.equal(problemOf('a = /(: x/').detail, 'Unterminated group');
    assert.match(problemOf('$.a[').detail ?? '', /^unexpected end of query$|^[^$']+$/);
  });
});
