import zlib from 'node:zlib';
import { answer } from './faultAnswer.ts';
import type { Behaviours } from './faultServer.ts';

const text = 'all of them at once, none of them in the way of another; '.repeat(500);
const megabyte = Buffer.alloc(1024 * 1024, 'bomb');

/** Ways to encode a body, by the name of their coding. */
const codings: Record<string, (body: Buffer) => Buffer> = {
  gzip: (body) => zlib.gzipSync(body),
  deflate: (body) => zlib.deflateSync(body),
  'deflate-raw': (body) => zlib.deflateRawSync(body),
  br: (body) => zlib.brotliCompressSync(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }),
  zstd: (body) => zlib.zstdCompressSync(body),
};

function headerOf(coding: string): string {
  return coding === 'deflate-raw' ? 'deflate' : coding;
}

const encoded = new Map<string, Buffer>();

function encodedOnce(name: string, make: () => Buffer): Buffer {
  let body = encoded.get(name);
  if (!body) encoded.set(name, (body = make()));
  return body;
}

/** Spoils the second half of what a coding made: not all of them have checksums. */
function corrupt(body: Buffer): Buffer {
  const spoilt = Buffer.from(body);
  const middle = spoilt.length >> 1;
  spoilt.fill(0xff, middle);
  return spoilt;
}

/** 1 GiB: members of 1 MiB each, which gzip and zstd may be strung together from (RFC 1952 §2.2, RFC 8878 §3.1). */
function strungTogether(coding: string): Buffer {
  const member = codings[coding]?.(megabyte) ?? megabyte;
  return Buffer.concat(Array.from({ length: 1024 }, () => member));
}

const shapes: Record<string, (coding: string) => Buffer> = {
  good: (coding) => codings[coding]?.(Buffer.from(text)) ?? Buffer.alloc(0),
  truncated: (coding) => {
    const whole = codings[coding]?.(varied) ?? Buffer.alloc(0);
    return whole.subarray(0, whole.length >> 1);
  },
  corrupt: (coding) => corrupt(codings[coding]?.(varied) ?? Buffer.alloc(0)),
  bomb: (coding) =>
    coding === 'gzip' || coding === 'zstd'
      ? strungTogether(coding)
      : (codings[coding]?.(Buffer.alloc(64 * 1024 * 1024)) ?? Buffer.alloc(0)),
};

/** Text that fills several blocks of any coding, so that half of it is still some. */
const varied = Buffer.from(Array.from({ length: 100_000 }, (_, n) => (n * 7919) % 1_000_003).join(' '));

/** Bodies in a Content-Encoding: `encoded/gzip/good`, `/truncated`, `/corrupt`, `/bomb`; and wrong ones. */
export const bodyFaults: Behaviours = {
  encoded: ({ socket, rest: [coding = '', shape = ''] }) => {
    const body = encodedOnce(`${coding} ${shape}`, () => shapes[shape]?.(coding) ?? Buffer.alloc(0));
    answer(socket, '200 OK', ['content-type: text/plain', `content-encoding: ${headerOf(coding)}`], body);
  },
  // A few kB that grow to 1 GiB.
  'nested-bomb': ({ socket }) => {
    const body = encodedOnce('nested', () => zlib.gzipSync(strungTogether('gzip')));
    answer(socket, '200 OK', ['content-type: text/plain', 'content-encoding: gzip, gzip'], body);
  },
  // The connection closes in the middle of an encoded body.
  'encoded-cut': ({ socket, rest: [coding = ''] }) => {
    const whole = encodedOnce(`${coding} varied`, () => codings[coding]?.(varied) ?? Buffer.alloc(0));
    const head = `HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-encoding: ${headerOf(coding)}\r\ncontent-length: ${whole.length}\r\n\r\n`;
    socket.end(Buffer.concat([Buffer.from(head), whole.subarray(0, whole.length >> 1)]));
  },
  'wrong-encoding': ({ socket, rest: [coding = ''] }) =>
    answer(socket, '200 OK', ['content-type: text/plain', `content-encoding: ${coding}`], 'plain after all'),
  'unknown-encoding': ({ socket }) =>
    answer(socket, '200 OK', ['content-type: text/plain', 'content-encoding: utf-8'], 'plain after all'),
  'empty-encoded': ({ socket }) =>
    answer(socket, '200 OK', ['content-type: text/plain', 'content-encoding: gzip']),
};
