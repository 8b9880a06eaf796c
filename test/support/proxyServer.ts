import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import type { SecureContextOptions } from 'node:tls';

/** What a proxy was asked for. */
export interface ProxyRequest {
  method: string;
  /** The request target as it stood there: a whole URL, or host and port. */
  target: string;
  authorization: string | undefined;
  host: string | undefined;
}

/** How a proxy behaves. */
export interface ProxyManner {
  /** `user:password` that it wants. */
  password?: string;
  /** It answers CONNECT with this status. */
  refuses?: number;
  /** It closes each connection instead of answering. */
  dies?: boolean;
  /** It speaks TLS itself. */
  secure?: SecureContextOptions;
  /** Its answer to CONNECT, byte for byte; an empty one never comes. */
  answersConnect?: string;
  /** It hands on so many bytes that the target sends over a connection, and closes its own. */
  cutsAfter?: number;
}

/** A proxy on loopback that leads everything to one port of loopback, whatever host it is asked for. */
export interface ProxyServer extends AsyncDisposable {
  readonly origin: string;
  readonly requests: readonly ProxyRequest[];
}

/** Starts a proxy that leads to `port`. */
export async function startProxy(port: number, manner: ProxyManner = {}): Promise<ProxyServer> {
  const requests: ProxyRequest[] = [];
  const sockets = new Set<Socket>();
  const wanted = manner.password && `Basic ${Buffer.from(manner.password).toString('base64')}`;

  /** The status with which it refuses, or `undefined`. */
  const take = ({ method = '', url = '', headers }: http.IncomingMessage): number | undefined => {
    const authorization = headers['proxy-authorization'];
    requests.push({ method, target: url, authorization, host: headers.host });
    if (wanted && authorization !== wanted) return 407;
    return method === 'CONNECT' ? manner.refuses : undefined;
  };

  const serve: http.RequestListener = (request, response) => {
    const refused = take(request);
    if (manner.dies) return void request.socket.destroy();
    if (refused) return void response.writeHead(refused).end('the proxy says no');
    const { pathname, search } = new URL(request.url ?? '/');
    const onward = http.request(
      { host: '127.0.0.1', port, path: pathname + search, method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.once('error', () => response.destroy());
        if (manner.cutsAfter === undefined) return void answer.pipe(response);
        const cut = answer.pipe(upTo(manner.cutsAfter)).once('end', () => request.socket.end());
        cut.pipe(response, { end: false });
      },
    );
    response.once('close', () => onward.destroy());
    request.pipe(onward.on('error', () => response.destroy()));
  };
  const server = manner.secure ? https.createServer(manner.secure, serve) : http.createServer(serve);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('connect', (request, socket) => {
    socket.on('error', () => undefined);
    const refused = take(request);
    if (manner.dies) return void socket.destroy();
    if (manner.answersConnect !== undefined) return void socket.write(manner.answersConnect);
    if (refused) return void socket.end(`HTTP/1.1 ${refused} No\r\n\r\n`);
    const onward = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward);
      onward.pipe(upTo(manner.cutsAfter ?? Infinity)).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
  });

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `${manner.secure ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Lets so many bytes through, and ends with the next. */
function upTo(limit: number): Transform {
  let left = limit;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const kept = chunk.subarray(0, left);
      left -= kept.length;
      if (kept.length > 0) this.push(kept);
      if (kept.length < chunk.length) this.push(null);
      done();
    },
  });
}
