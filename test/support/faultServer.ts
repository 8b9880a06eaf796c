import net, { type AddressInfo, type Socket } from 'node:net';
import tls, { type TlsOptions } from 'node:tls';
import { bodyFaults } from './faultBodies.ts';
import { charsetCases } from './faultCharsets.ts';
import { connectionFaults } from './faultConnections.ts';
import { framingFaults } from './faultFraming.ts';
import { passingFaults } from './faultPassing.ts';

/** One request as it came, and where its answer goes. */
export interface Ask {
  readonly socket: Socket;
  /** Request line and headers as they were sent. */
  readonly head: string;
  /** The path's segments after the first. */
  readonly rest: readonly string[];
  /** How often this very path was asked for, this time included. */
  readonly visit: number;
  /** Requests that came over this connection, this one included. */
  readonly served: number;
}

/** What the first segment of a path does, by its name. */
export type Behaviours = Readonly<Record<string, (ask: Ask) => void>>;

/** A server on loopback that misbehaves as its path asks. */
export interface FaultServer extends AsyncDisposable {
  /** Such as `http://127.0.0.1:8765`. */
  readonly origin: string;
  readonly port: number;
  /** Connections that are open now. */
  readonly sockets: ReadonlySet<Socket>;
  /** Requests so far. */
  readonly requests: number;
}

const behaviours: Behaviours = {
  ...connectionFaults,
  ...framingFaults,
  ...bodyFaults,
  ...charsetCases,
  ...passingFaults,
};

/** Names of all that a fault server can be asked for. */
export const faultNames: readonly string[] = Object.keys(behaviours);

/** Starts a server of raw TCP, or of TLS with a certificate; `more`: what it does beside what every such server does. */
export async function startFaultServer(
  options: { host?: string; secure?: TlsOptions; more?: Behaviours } = {},
): Promise<FaultServer> {
  const { host = '127.0.0.1', secure, more } = options;
  const sockets = new Set<Socket>();
  const visits = new Map<string, number>();
  let requests = 0;

  function serve(socket: Socket): void {
    let received = '';
    let served = 0;
    socket
      .on('error', () => undefined)
      .on('data', (chunk: Buffer) => {
        received += chunk.toString('latin1');
        for (let end = received.indexOf('\r\n\r\n'); end >= 0; end = received.indexOf('\r\n\r\n')) {
          const head = received.slice(0, end);
          received = received.slice(end + 4);
          const path = head.split(' ', 2)[1] ?? '/';
          const [name = '', ...rest] = path.slice(1).split(/[/?]/);
          const visit = (visits.get(path) ?? 0) + 1;
          visits.set(path, visit);
          requests++;
          served++;
          const behave = more?.[name] ?? behaviours[name];
          if (behave) behave({ socket, head, rest, visit, served });
          else socket.destroy();
        }
      });
  }

  const server = secure ? tls.createServer(secure, serve) : net.createServer({ noDelay: true }, serve);
  server
    .on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    })
    // A client that refuses a certificate is what these servers are for.
    .on('tlsClientError', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, host, 1024, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    sockets,
    get requests() {
      return requests;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
