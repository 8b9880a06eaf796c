import assert from 'node:assert/strict';
import { test } from 'node:test';
import { english, fill, readStrings } from '../../../src/webview/strings.ts';

test('speaks English where the host says nothing', () => {
  assert.deepEqual(readStrings(undefined), english);
});

test('takes the strings of the host', () => {
  assert.deepEqual(readStrings('{"cancel":"Abbrechen"}'), { ...english, cancel: 'Abbrechen' });
});

for (const json of ['', 'null', '[1]', '{"cancel":7,"unknown":"x"}', '{']) {
  test(`speaks English where the host says ${JSON.stringify(json)}`, () => {
    assert.deepEqual(readStrings(json), english);
  });
}

test('puts values into their places, in any order', () => {
  assert.equal(fill('{1} of {0}', 10, 'ten'), 'ten of 10');
});

test('does not take a value for a place', () => {
  assert.equal(fill('{0} {1}', '{1}', 'x'), '{1} x');
});
