import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { TextPacker, TextStore } from '../../../src/core/textStore.ts';

describe('a store of texts', () => {
  it('gives back what was packed, whatever the chunks', () => {
    const texts = fc.array(fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 30 }));
    fc.assert(
      fc.property(texts, (chunks) => {
        const packer = new TextPacker();
        const store = new TextStore();
        const positions = chunks.flatMap((chunk) => {
          const within = chunk.map((text) => packer.add(text));
          const base = store.add(packer.take());
          return within.map((position) => (position === 0 ? 0 : position + base));
        });
        assert.deepEqual(
          positions.map((position) => store.get(position)),
          chunks.flat(),
        );
      }),
    );
  });

  it('has room for long texts', () => {
    const packer = new TextPacker();
    const long = 'ü€😀'.repeat(100_000);
    const positions = [packer.add('before'), packer.add(long), packer.add('after')];
    const store = new TextStore();
    const base = store.add(packer.take());
    assert.deepEqual(
      positions.map((position) => store.get(position + base)),
      ['before', long, 'after'],
    );
  });
});
