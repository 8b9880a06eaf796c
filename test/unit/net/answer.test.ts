import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import zlib from 'node:zlib';
import { Answer } from '../../../src/net/answer.ts';
import type { AppendFile } from '../../../src/net/appendFile.ts';

const url = 'http://example.com/';
const limit = 1_000_000;

/** A file that is full after so many bytes, until it is emptied. */
function slowDisk() {
  let waiting = 0;
  let written = 0;
  const disk = {
    get isFull() {
      return waiting > limit;
    },
    append(bytes: Uint8Array): [number, number] {
      waiting += bytes.length;
      written += bytes.length;
      return [written - bytes.length, bytes.length];
    },
  };
  return {
    bodies: disk as unknown as AppendFile,
    written: () => written,
    waiting: () => waiting,
    empty: () => (waiting = 0),
  };
}

describe('an answer', () => {
  for (const encoding of ['gzip', 'br', 'zstd', 'deflate']) {
    it(`in ${encoding} is decoded no further than the disk has room`, async () => {
      const encode = { gzip: zlib.gzipSync, br: zlib.brotliCompressSync, zstd: zlib.zstdCompressSync };
      const body = (encode[encoding as keyof typeof encode] ?? zlib.deflateSync)(
        Buffer.alloc(20_000_000, 'a'),
      );
      const { bodies, written, waiting, empty } = slowDisk();
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      let full = 0;
      const head = { status: 200, statusText: 'OK', headers: { 'content-encoding': encoding } };
      const options = { maxBodyBytes: 100_000_000, follow: true, store: true };
      const answer: Answer = new Answer(head, url, options, bodies, {
        bodyEnded: end,
        bodyFailed: (error) => assert.fail(error),
        bodyDrained: () => undefined,
        diskFull: () => {
          full++;
          answer.hold();
          assert.ok(waiting() < limit + 500_000, `${waiting()} bytes`);
          setImmediate(() => {
            empty();
            answer.resume();
          });
        },
      });
      answer.write(body);
      answer.finish();
      await ended;
      answer.close();
      assert.equal(written(), 20_000_000);
      assert.ok(full > 5, `full ${full} times`);
    });
  }

  for (const [what, encode] of [
    ['zlib’s', zlib.deflateSync],
    ['raw', zlib.deflateRawSync],
  ] as const) {
    it(`in deflate, ${what}, ends where that ends, whatever follows`, async () => {
      const { bodies } = slowDisk();
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      const head = { status: 200, statusText: 'OK', headers: { 'content-encoding': 'deflate' } };
      const options = { maxBodyBytes: 1000, follow: true, store: true };
      const events = {
        bodyEnded: end,
        bodyFailed: assert.fail,
        bodyDrained: () => undefined,
        diskFull: () => undefined,
      };
      const answer = new Answer(head, url, options, bodies, events);
      answer.write(Buffer.concat([encode('hello'), Buffer.from('\n')]));
      answer.finish();
      await ended;
      answer.close();
      assert.equal(answer.body?.preview, 'hello');
    });
  }
});
