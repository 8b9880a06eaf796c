import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quote } from '../../../src/net/resultRecord.ts';

describe('a text in a record', () => {
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
  ];
  for (const text of texts) {
    it(`${JSON.stringify(text)} is JSON`, () => assert.equal(quote(text), JSON.stringify(text)));
  }
});
