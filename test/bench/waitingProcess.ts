// A server that takes its time: answers a request for `/delay/MS/…` after so many ms, with the least work of its own there
// can be, as it shares the cores with those who are timed. It takes requests without a body, one at a time on a connection.
import net, { type AddressInfo } from 'node:net';
import process from 'node:process';

const body = 'all of them at once\n';
const answer = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const endOfHead = Buffer.from('\r\n\r\n');

const server = net.createServer({ noDelay: true }, (socket) => {
  let head = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    head = head.length > 0 ? Buffer.concat([head, chunk]) : chunk;
    if (!head.subarray(-endOfHead.length).equals(endOfHead)) return;
    const [, milliseconds = 0] = /^\S+ \/delay\/(\d+)/.exec(head.toString('latin1', 0, 64)) ?? [];
    head = Buffer.alloc(0);
    setTimeout(() => socket.write(answer), Number(milliseconds));
  });
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ origin: `http://127.0.0.1:${port}` });
});
process.once('disconnect', () => process.exit());
