import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isNodeRecentEnough } from '../../../src/host/nodeVersion.ts';

const versions: [version: string, enough: boolean][] = [
  ['20.19.5', false],
  ['22.18.0', false],
  ['22.19.0', true],
  ['22.21.1', true],
  ['24.0.0', true],
];

for (const [version, enough] of versions) {
  it(`Node ${version} is ${enough ? 'recent enough' : 'too old'}`, () => {
    assert.equal(isNodeRecentEnough(version), enough);
  });
}
