import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** Sends a whole answer: `headers` are lines without their ends; the length of the body is added. */
export function answer(
  socket: Socket,
  status: string,
  headers: readonly string[],
  body: string | Uint8Array = '',
): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const lines = [`HTTP/1.1 ${status}`, ...headers, `content-length: ${bytes.length}`, '', ''];
  socket.write(Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), bytes]));
}

/** Sends `next()` for as long as the other end takes it. */
export function sendForever(socket: Socket, next: () => string | Uint8Array): void {
  const more = () => {
    while (!socket.destroyed && socket.write(next()));
  };
  socket.on('drain', more);
  more();
}

/** Sends the pieces one by one, `pause` ms apart, and nothing after the connection has closed. */
export function drip(socket: Socket, pieces: Iterable<string>, pause: number): void {
  const iterator = pieces[Symbol.iterator]();
  const timer = setInterval(() => {
    const next = iterator.next();
    if (next.done || socket.destroyed) clearInterval(timer);
    else socket.write(next.value);
  }, pause);
  socket.once('close', () => clearInterval(timer));
}

/** Breaks a connection off without a good-bye: over TCP with a reset, over TLS without its closing alert. */
export function reset(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}
