import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { JsonLine } from '../../../src/net/jsonLine.ts';

const written = (write: (line: JsonLine) => JsonLine) => Buffer.from(write(new JsonLine()).take()).toString();

describe('a line of JSON', () => {
  const texts = [
    '',
    'plain',
    'a "quoted" \\ word',
    'line\r\nbreak',
    'tab\t',
    '\u007f',
    'ü€😀',
    '\ud800',
    '\u2028',
    'ends with ü',
    'long '.repeat(50_000),
    'ü'.repeat(50_000),
  ];
  for (const text of texts) {
    it(`writes the text ${JSON.stringify(text).slice(0, 40)}`, () =>
      assert.equal(
        written((line) => line.text(text)),
        JSON.stringify(text),
      ));
  }

  for (const number of [
    0,
    7,
    200,
    2 ** 31,
    9_007_199_254_740_991,
    0.001,
    0.01,
    0.1,
    12.34,
    302.043,
    -1,
    1e21,
    1 / 3,
  ]) {
    it(`writes the number ${number}`, () =>
      assert.equal(
        written((line) => line.number(number)),
        String(number),
      ));
  }

  it('writes any text and any number as JSON does', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.oneof(
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.nat().map((thousandths) => thousandths / 1000),
        ),
        (text, number) => {
          const line = written((each) => each.raw('[').text(text).raw(',').number(number).raw(']'));
          assert.equal(line, JSON.stringify([text, number]));
        },
      ),
    ));

  it('serves for one line after the other', () => {
    const line = new JsonLine();
    assert.equal(Buffer.from(line.raw('{"a":').value(['ü']).raw('}').take()).toString(), '{"a":["ü"]}');
    assert.equal(Buffer.from(line.raw('1').take()).toString(), '1');
  });
});
