import type { Socket } from 'node:net';
import { answer, drip, reset, sendForever } from './faultAnswer.ts';
import type { Behaviours } from './faultServer.ts';

const endless = Buffer.from('without end '.repeat(1000));
const cutHead = 'HTTP/1.1 200 OK\r\ncontent-type: text/pl';
const cutBody = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 1000\r\n\r\nonly this much';

/** What goes wrong with a connection, whatever is said over it. */
export const connectionFaults: Behaviours = {
  item: ({ socket, rest }) =>
    answer(socket, '200 OK', ['content-type: text/plain; charset=utf-8'], `item ${rest.join('/')}`),
  large: ({ socket }) => answer(socket, '200 OK', ['content-type: text/plain'], 'x'.repeat(200_000)),
  'reset-before-headers': ({ socket }) => reset(socket),
  'reset-in-headers': ({ socket }) => socket.write(cutHead, () => resetLater(socket)),
  'reset-in-body': ({ socket }) => socket.write(cutBody, () => resetLater(socket)),
  'close-without-answer': ({ socket }) => socket.end(),
  'close-in-headers': ({ socket }) => socket.end(cutHead),
  'close-in-body': ({ socket }) => socket.end(cutBody),
  'never-answers': () => undefined,
  'drip-headers': ({ socket }) => drip(socket, `${cutHead}ain\r\nx: ${'y'.repeat(100_000)}`, 50),
  drip: ({ socket }) => dripBody(socket, 50),
  'slow-drip': ({ socket }) => dripBody(socket, 1000),
  'slow-drip-headers': ({ socket }) => drip(socket, cutHead, 1000),
  'endless-body': ({ socket }) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n');
    sendForever(socket, () => endless);
  },
  'endless-headers': ({ socket }) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    let n = 0;
    sendForever(socket, () => `x-${n++}: ${'y'.repeat(1000)}\r\n`);
  },
  'endless-interim': ({ socket }) =>
    sendForever(socket, () => 'HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\n'.repeat(50)),
  // Answers the first request of a connection, and closes it just as the next one is on its way.
  'closed-on-reuse': ({ socket, rest, served }) => {
    if (served > 1) reset(socket);
    else answer(socket, '200 OK', ['content-type: text/plain'], `fresh ${rest.join('/')}`);
  },
};

function dripBody(socket: Socket, pause: number): void {
  socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 1000\r\n\r\n');
  drip(socket, 'd'.repeat(1000), pause);
}

/** What was written must arrive before the reset that overtakes it. */
function resetLater(socket: Socket): void {
  setTimeout(() => reset(socket), 50);
}
