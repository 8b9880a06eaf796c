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

  it('gives back texts from all of its slabs', () => {
    const store = new TextStore();
    const texts = Array.from({ length: 40 }, (_, n) => `${n} `.repeat(30_000));
    const positions = texts.map((text) => {
      const packer = new TextPacker();
      const within = packer.add(text);
      return store.add(packer.take()) + within;
    });
    assert.deepEqual(
      positions.map((position) => store.get(position)),
      texts,
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
