import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';

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

  const server = http.createServer((request, response) => {
    const refused = take(request);
    if (manner.dies) return void request.socket.destroy();
    if (refused) return void response.writeHead(refused).end('the proxy says no');
    const { pathname, search } = new URL(request.url ?? '/');
    const onward = http.request(
      { host: '127.0.0.1', port, path: pathname + search, method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(onward.on('error', () => response.destroy()));
  });
  server.on('connection', (socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('connect', (request, socket) => {
    const refused = take(request);
    if (manner.dies) return void socket.destroy();
    if (refused) return void socket.end(`HTTP/1.1 ${refused} No\r\n\r\n`);
    const onward = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
  });

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
