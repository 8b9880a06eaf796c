import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { TextPacker, TextStore } from '../../../src/core/textStore.ts';
import { waitFor } from '../../support/waitFor.ts';

const deflate = promisify(deflateRaw);

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

  it('gives back texts that have been packed since', async () => {
    const packed: number[] = [];
    const store = new TextStore({
      pack: async (bytes) => {
        packed.push(bytes.length);
        return deflate(bytes);
      },
      unpack: (bytes) => inflateRawSync(bytes),
    });
    const texts = Array.from({ length: 1000 }, (_, n) => `${n} `.repeat(5_000));
    const packer = new TextPacker();
    const positions: number[] = [];
    for (const text of texts) {
      const within = packer.add(text);
      positions.push(store.add(packer.take()) + within);
      await setImmediate();
    }
    await waitFor('the last pack', async () => (packed.length >= 8 ? true : undefined));
    const read = (order: readonly number[]) => order.map((n) => store.get(positions[n] ?? 0));
    const upwards = texts.map((_, n) => n);
    assert.deepEqual(read(upwards), texts);
    // From all over, so that none is still unpacked from the time before.
    const scattered = upwards.map((n) => (n * 377) % texts.length);
    assert.deepEqual(
      read(scattered),
      scattered.map((n) => texts[n]),
    );
  });

  it('keeps texts as they are where they cannot be packed', async () => {
    let refused = 0;
    const store = new TextStore({
      pack: async () => {
        refused++;
        throw new Error('no room');
      },
      unpack: () => assert.fail('nothing was packed'),
    });
    const packer = new TextPacker();
    const texts = Array.from({ length: 400 }, (_, n) => `${n} `.repeat(20_000));
    const positions = texts.map((text) => {
      const within = packer.add(text);
      return store.add(packer.take()) + within;
    });
    await waitFor('two refusals', async () => (refused >= 2 ? true : undefined));
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
