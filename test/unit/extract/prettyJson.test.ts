import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { prettyJson } from '../../../src/extract/prettyJson.ts';

const cases: [what: string, text: string, pretty: string | undefined][] = [
  [
    'objects and arrays',
    '{"a":[1,{"b":null}],"c":{}}',
    '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": {}\n}\n',
  ],
  ['what is pretty already', '{\r\n\t"a" : [ ]\r\n}', '{\n  "a": []\n}\n'],
  [
    'numbers as they are written',
    '[12345678901234567890,1.0,1e2]',
    '[\n  12345678901234567890,\n  1.0,\n  1e2\n]\n',
  ],
  [
    'strings as they are written',
    String.raw`["\u00e4\/","{"]`,
    `[\n  ${String.raw`"\u00e4\/"`},\n  "{"\n]\n`,
  ],
  ['lines of JSON', '{"a":1}\n{"a":2}\n', '{\n  "a": 1\n}\n{\n  "a": 2\n}\n'],
  ['a single value', '"a"', '"a"\n'],
  ['a string that is not ended', String.raw`["a\"]`, undefined],
  ['nothing', ' ', undefined],
  ['what has comments', '[1] // one', undefined],
  ['what is cut off', '{"a":[1', undefined],
  ['what is none', '<html></html>', undefined],
  ['what has too many brackets', '[]]', undefined],
];

describe('pretty JSON', () => {
  for (const [what, text, pretty] of cases) it(`of ${what}`, () => assert.equal(prettyJson(text), pretty));

  it('takes long strings and deep nesting', () => {
    const long = JSON.stringify('"\\\n'.repeat(1_000_000));
    assert.equal(prettyJson(long), `${long}\n`);
    const deep = prettyJson('['.repeat(50_000) + ']'.repeat(50_000));
    assert.ok(deep && deep.length < 50_000 * 500);
  });

  it('has the same value, in the lines that JSON.stringify makes', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        assert.equal(prettyJson(text), `${JSON.stringify(JSON.parse(text), undefined, 2)}\n`);
      }),
    ));
});
