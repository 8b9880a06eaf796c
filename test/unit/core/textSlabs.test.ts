import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { slabSize, TextSlabs } from '../../../src/core/textSlabs.ts';
import { waitFor } from '../../support/waitFor.ts';

describe('slabs of bytes that are packed', () => {
  it('give their memory back at once, but for what somebody holds', async () => {
    const kept: Uint8Array[] = [];
    const slabs = new TextSlabs({
      pack: async (bytes) => Uint8Array.of(kept.push(bytes.slice())),
      unpack: ([number = 0]) => kept[number - 1] ?? assert.fail('never packed'),
    });
    const [lent, other] = [1, 2].map((byte) => slabs.add(new Uint8Array(slabSize).fill(byte)));
    const held = slabs.lend(lent ?? 0).bytes;
    const { bytes } = slabs.at(other ?? 0);
    for (let n = 3; kept.length < 2; n++) {
      slabs.add(new Uint8Array(slabSize).fill(n));
      await waitFor('a turn', async () => true);
    }
    await waitFor('the memory', async () => (bytes.length === 0 ? true : undefined));
    assert.equal(held.length, slabSize);
    assert.equal(held[7], 1);
    assert.equal(slabs.at(lent ?? 0).bytes[7], 1);
    assert.equal(slabs.at(other ?? 0).bytes[7], 2);
  });
});
