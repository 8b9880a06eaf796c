import zlib from 'node:zlib';
import { bombs } from './bombs.ts';
import { answer } from './faultAnswer.ts';
import type { Behaviours } from './faultServer.ts';

const text = 'all of them at once, none of them in the way of another; '.repeat(500);

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

const encoded = new Map<string, Promise<Buffer>>();

function encodedOnce(name: string, make: () => Buffer | Promise<Buffer>): Promise<Buffer> {
  let body = encoded.get(name);
  if (!body) encoded.set(name, (body = Promise.resolve(make())));
  return body;
}

/** Spoils the second half of what a coding made: not all of them have checksums. */
function corrupt(body: Buffer): Buffer {
  const spoilt = Buffer.from(body);
  const middle = spoilt.length >> 1;
  spoilt.fill(0xff, middle);
  return spoilt;
}

const shapes: Record<string, (coding: string) => Buffer | Promise<Buffer>> = {
  good: (coding) => codings[coding]?.(Buffer.from(text)) ?? Buffer.alloc(0),
  truncated: (coding) => {
    const whole = codings[coding]?.(varied) ?? Buffer.alloc(0);
    return whole.subarray(0, whole.length >> 1);
  },
  corrupt: (coding) => corrupt(codings[coding]?.(varied) ?? Buffer.alloc(0)),
  bomb: (coding) => bombs[coding]?.() ?? Buffer.alloc(0),
};

/** Text that fills several blocks of any coding, so that half of it is still some. */
const varied = Buffer.from(Array.from({ length: 100_000 }, (_, n) => (n * 7919) % 1_000_003).join(' '));

/** A body in several codings, one after the other. */
function chained(chain: readonly string[], body: Buffer): Buffer {
  return chain.reduce((inner, coding) => codings[coding]?.(inner) ?? inner, body);
}

const plainIn = (coding: string) => ['content-type: text/plain', `content-encoding: ${coding}`];

/** Bodies in a Content-Encoding: `encoded/gzip/good`, `/truncated`, `/corrupt`, `/bomb`; and wrong ones. */
export const bodyFaults: Behaviours = {
  encoded: ({ socket, rest: [coding = '', shape = ''] }) => {
    void encodedOnce(`${coding} ${shape}`, () => shapes[shape]?.(coding) ?? Buffer.alloc(0)).then((body) =>
      answer(socket, '200 OK', plainIn(headerOf(coding)), body),
    );
  },
  // `chained/gzip+br/good`, `/corrupt` (the outer one), `/corrupt-inside`.
  chained: ({ socket, rest: [names = '', shape = ''] }) => {
    const chain = names.split('+');
    const last = chain.slice(-1);
    const inner =
      shape === 'good' ? chained(chain.slice(0, -1), Buffer.from(text)) : chained(chain.slice(0, -1), varied);
    const whole = chained(last, shape === 'corrupt-inside' ? corrupt(inner) : inner);
    answer(
      socket,
      '200 OK',
      plainIn(chain.map(headerOf).join(', ')),
      shape === 'corrupt' ? corrupt(whole) : whole,
    );
  },
  // A few kB that grow to 1 GiB.
  'nested-bomb': ({ socket }) => {
    void encodedOnce('nested', async () => zlib.gzipSync((await bombs['gzip']?.()) ?? '')).then((body) =>
      answer(socket, '200 OK', plainIn('gzip, gzip'), body),
    );
  },
  // The connection closes in the middle of an encoded body.
  'encoded-cut': ({ socket, rest: [coding = ''] }) => {
    void encodedOnce(`${coding} varied`, () => codings[coding]?.(varied) ?? Buffer.alloc(0)).then((whole) => {
      const head = [
        'HTTP/1.1 200 OK',
        ...plainIn(headerOf(coding)),
        `content-length: ${whole.length}`,
        '',
        '',
      ];
      socket.end(Buffer.concat([Buffer.from(head.join('\r\n')), whole.subarray(0, whole.length >> 1)]));
    });
  },
  'wrong-encoding': ({ socket, rest: [coding = ''] }) =>
    answer(socket, '200 OK', plainIn(coding), 'plain after all'),
  'empty-encoded': ({ socket }) => answer(socket, '200 OK', plainIn('gzip')),
};
