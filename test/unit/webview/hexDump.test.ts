import assert from 'node:assert/strict';
import { it } from 'node:test';
import { hexDump } from '../../../src/webview/hexDump.ts';

it('shows bytes in lines of sixteen, with their characters', () => {
  const bytes = Uint8Array.from('\u0089PNG\r\n\u001a\n0123456789', (character) => character.charCodeAt(0));
  assert.deepEqual(hexDump(bytes).split('\n'), [
    '00000000  89 50 4e 47 0d 0a 1a 0a 30 31 32 33 34 35 36 37  .PNG....01234567',
    '00000010  38 39                                            89',
  ]);
});

it('shows nothing of nothing', () => assert.equal(hexDump(new Uint8Array()), ''));
