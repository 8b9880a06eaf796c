import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { MemberDecoder } from '../../../src/net/memberDecoder.ts';

/** What comes of encoded bytes that arrive in pieces of this size, and how it ended. */
async function decode(coding: 'gzip' | 'zstd', bytes: Uint8Array, size = 1e9): Promise<[string, string]> {
  const decoder = new MemberDecoder(coding);
  const parts: Buffer[] = [];
  const end = new Promise<string>((resolve) => {
    decoder.on('data', (part: Buffer) => parts.push(part)).once('end', () => resolve('end'));
    decoder.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  for (let at = 0; at < bytes.length; at += size) {
    const taken = Promise.withResolvers<unknown>();
    decoder.write(bytes.subarray(at, at + size), taken.resolve);
    await Promise.race([taken.promise, end]);
    if (decoder.destroyed) break;
  }
  decoder.end();
  const how = await end;
  return [Buffer.concat(parts).toString('latin1'), how];
}

const encoders = { gzip: zlib.gzipSync, zstd: zlib.zstdCompressSync } as const;
const long = 'all of them at once '.repeat(20_000);

for (const coding of ['gzip', 'zstd'] as const) {
  const encode = encoders[coding];
  const one = encode('one');
  const two = encode('two');

  describe(`a body in ${coding}`, () => {
    const cases: [what: string, bytes: Uint8Array, decoded: string, how: string][] = [
      ['one member', one, 'one', 'end'],
      ['two members', Buffer.concat([one, two]), 'onetwo', 'end'],
      ['an empty member and another', Buffer.concat([encode(''), two]), 'two', 'end'],
      ['a long one', encode(long), long, 'end'],
      ['a line end after it', Buffer.concat([one, Buffer.from('\r\n')]), 'one', 'end'],
      ['zeros after it', Buffer.concat([one, Buffer.alloc(20)]), 'one', 'end'],
      ['nothing at all', Buffer.alloc(0), '', 'end'],
      ['something else', Buffer.from('<html>not encoded</html>'), '', 'Z_DATA_ERROR'],
      ['the beginning of a header', one.subarray(0, 2), '', 'Z_BUF_ERROR'],
    ];
    for (const size of [1, 7, 1e9]) {
      for (const [what, bytes, decoded, how] of cases) {
        if (size === 1 && bytes.length > 1000) continue;
        it(`that is ${what}, in pieces of ${size}`, async () => {
          assert.deepEqual(await decode(coding, bytes, size), [decoded, how]);
        });
      }
    }

    it('that is cut anywhere keeps what came and is not whole', () =>
      fc.assert(
        fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 100 }), async (seed, size) => {
          const text = Array.from({ length: 300 }, (_, n) => (n * (seed + 7)) % 977).join();
          const bytes = encode(text);
          const [decoded, how] = await decode(
            coding,
            bytes.subarray(0, 1 + (seed % (bytes.length - 1))),
            size,
          );
          assert.ok(text.startsWith(decoded));
          assert.notEqual(how, 'end');
        }),
        { numRuns: 60 },
      ));
  });
}

describe('a gzip header', () => {
  it('may have a name, a comment, extra bytes and a checksum', async () => {
    const plain = zlib.gzipSync('one');
    const header = Buffer.from([0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9]);
    const bytes = Buffer.concat([
      header,
      Buffer.from('name\0comment\0'),
      Buffer.from([1, 2]),
      plain.subarray(10),
    ]);
    for (const size of [1, 5, 1e9]) assert.deepEqual(await decode('gzip', bytes, size), ['one', 'end']);
  });

  it('whose member has another checksum is corrupt', async () => {
    const bytes = zlib.gzipSync('one');
    bytes.writeUInt32LE(1, bytes.length - 8);
    assert.deepEqual(await decode('gzip', bytes), ['one', 'Z_DATA_ERROR']);
  });
});

describe('zstd frames to be skipped', () => {
  it('are skipped', async () => {
    const skipped = Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
    const bytes = Buffer.concat([skipped, zlib.zstdCompressSync('one'), skipped]);
    for (const size of [1, 6, 1e9]) assert.deepEqual(await decode('zstd', bytes, size), ['one', 'end']);
  });
});
