import { answer } from './faultAnswer.ts';
import type { Behaviours } from './faultServer.ts';

/** Answers that are sent as they stand, and whether the connection is closed after them. */
const raw: Record<string, readonly [answer: string, close: boolean]> = {
  'length-too-small': [
    'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 4\r\n\r\nfour, and more',
    false,
  ],
  'length-too-large': [
    'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 99\r\n\r\ntoo short',
    true,
  ],
  'two-equal-lengths': ['HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-length: 4\r\n\r\nfour', false],
  'two-different-lengths': ['HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-length: 9\r\n\r\nfour', false],
  'bad-length': ['HTTP/1.1 200 OK\r\ncontent-length: four\r\n\r\nfour', false],
  'length-and-chunks': [
    'HTTP/1.1 200 OK\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n4\r\nfour\r\n0\r\n\r\n',
    false,
  ],
  chunks: [
    'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n4;x=y\r\nfour\r\n2\r\n!!\r\n0\r\nx-trailer: z\r\n\r\n',
    false,
  ],
  'bad-chunks': [
    'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n4\r\nfour\r\nzz\r\nbad\r\n',
    false,
  ],
  'truncated-chunks': [
    'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n4\r\nfour\r\n9\r\nfi',
    true,
  ],
  'until-close': ['HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\nuntil I close', true],
  'http-1.0': ['HTTP/1.0 200 OK\r\ncontent-type: text/plain\r\n\r\nas of old', true],
  'http-0.9': ['just a body, as of 1991\n', true],
  'http-2': ['HTTP/2 200\r\ncontent-length: 0\r\n\r\n', false],
  garbage: ['\u0000\u0001\u0002\u00ff\u00fe garbage \r\n\r\n', false],
  'ssh-banner': ['SSH-2.0-OpenSSH_9.6\r\n', false],
  'bare-lf': ['HTTP/1.1 200 OK\ncontent-type: text/plain\ncontent-length: 4\n\nfour', false],
  'bad-header-name': ['HTTP/1.1 200 OK\r\nbad name: x\r\ncontent-length: 0\r\n\r\n', false],
  'bad-status': ['HTTP/1.1 2x0 OK\r\ncontent-length: 0\r\n\r\n', false],
  'without-reason': ['HTTP/1.1 200\r\ncontent-length: 4\r\n\r\nfour', false],
  'unknown-status': ['HTTP/1.1 799 Odd\r\ncontent-length: 3\r\n\r\nodd', false],
  'continue-unasked': [
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 4\r\n\r\nfour',
    false,
  ],
  'continue-twice': [
    'HTTP/1.1 100 Continue\r\nx: y\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 4\r\n\r\nfour',
    false,
  ],
  'continue-only': ['HTTP/1.1 100 Continue\r\n\r\n', true],
  'switching-unasked': [
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
    false,
  ],
  processing: [
    'HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 4\r\n\r\nfour',
    false,
  ],
  'early-hints': [
    'HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 4\r\n\r\nfour',
    false,
  ],
  '204-with-body': ['HTTP/1.1 204 No Content\r\ncontent-length: 4\r\n\r\nfour', false],
  '304-with-body': [
    'HTTP/1.1 304 Not Modified\r\ntransfer-encoding: chunked\r\n\r\n4\r\nfour\r\n0\r\n\r\n',
    false,
  ],
};

/** What is wrong, or merely odd, in how an answer is framed (RFC 9112). */
export const framingFaults: Behaviours = {
  ...Object.fromEntries(
    Object.entries(raw).map(([name, [text, close]]): [string, Behaviours[string]] => [
      name,
      ({ socket }) => {
        const bytes = Buffer.from(text, 'latin1');
        if (close) socket.end(bytes);
        else socket.write(bytes);
      },
    ]),
  ),
  // The interim answer comes in pieces, so that no read holds all of it.
  'continue-in-pieces': ({ socket }) => {
    const pieces = [
      'HTTP/1.1 100 Con',
      'tinue\r\n\r',
      '\nHTTP/1.1 200 OK\r\ncontent-len',
      'gth: 4\r\n\r\nfour',
    ];
    const next = () => {
      const piece = pieces.shift();
      if (piece) socket.write(piece, () => setTimeout(next, 20));
    };
    next();
  },
  // `headers/15000`: so many bytes of them, in lines of at most 4,000.
  headers: ({ socket, rest }) => {
    const size = Number(rest[0]);
    const lines = Array.from({ length: Math.ceil(size / 4000) }, (_, n) =>
      `x-${n}: `.padEnd(Math.min(4000, size - n * 4000), 'h'),
    );
    answer(socket, '200 OK', ['content-type: text/plain', ...lines], 'four');
  },
};
