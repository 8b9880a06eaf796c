import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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
  assert.ok(!('message' in parsed), expression);
  return fieldValue(parsed, { title, header: (name) => headers[name] ?? [], text: () => text });
}

function problemOf(text: string): { at: number; message: string } {
  const parsed = parseField(text);
  assert.ok('message' in parsed, `${text} is a field`);
  return parsed;
}

describe('a field', () => {
  const text = JSON.stringify({ name: 'tea', price: 1.5, tags: ['a', 'b'], none: null, ok: false, of: {} });
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
    ['$', text],
  ] as const) {
    it(`${expression} of JSON is ${value || 'empty'}`, () =>
      assert.equal(valueOf(expression, { text }), value));
  }

  it('is empty where the body is not JSON', () => assert.equal(valueOf('$.a', { text: '<p>' }), ''));

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

  for (const [written, at] of [
    ['', 0],
    ['price', 0],
    ['price = ', 8],
    ['header: two words', 8],
    ['/abc', 4],
    ['//', 1],
    ['/a/g', 3],
    ['a = /a/ig', 8],
    ['/(/', 1],
    ['$.a[', 4],
    ['p = $.a b', 8],
  ] as const) {
    it(`is refused with its place: ${written}`, () => assert.equal(problemOf(written).at, at));
  }
});
