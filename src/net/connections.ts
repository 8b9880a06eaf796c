import { subscribe } from 'node:diagnostics_channel';
import type dns from 'node:dns';
import { isIP, type Socket } from 'node:net';
import { type ConnectionOptions, TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';
import { AnswerStart } from './answerStart.ts';
import { type Certificate, certificateOf } from './certificate.ts';
import { buildConnectors, socketOf } from './connectors.ts';
import type { ProxyRules } from './proxyRules.ts';
import { openTunnel, type ProxyError, proxyFault } from './proxyTunnel.ts';
import { trustSystemCertificates } from './trustedCertificates.ts';

/** What stands between a run and the network; each is this machine's own where it is absent. */
export interface Network {
  readonly resolve?: typeof dns.lookup;
  readonly tls?: Pick<ConnectionOptions, 'ca' | 'secureContext'>;
  readonly connect?: buildConnector.connector;
  readonly proxies?: ProxyRules;
}

/** When a connection got how far, in `performance.now()` ms; 0: not (yet), or not needed. */
export interface ConnectionTimes {
  started: number;
  resolved: number;
  connected: number;
  secured: number;
}

/** How a request reaches its server. */
export interface Route {
  /** Whom to connect to. */
  readonly origin: string;
  /** The request target (RFC 9112 §3.2). */
  readonly path: string;
  /** Headers for a proxy on the way, names and values in turn. */
  readonly headers: readonly string[];
  readonly viaProxy: boolean;
}

/** One connection: its socket, and how it came about. */
export interface Connection {
  readonly socket: Socket;
  readonly origin: string;
  readonly secure: boolean;
  readonly times: ConnectionTimes;
  readonly answer: AnswerStart;
  /** The server's, once it has shown one, whether it is trusted or not. */
  certificate: Certificate | undefined;
  /** Requests that were sent over it. */
  uses: number;
}

/** Hears of the socket of the request that is being written just now. */
let heard: ((socket: Socket) => void) | undefined;

// The one way to learn over which connection a request goes: undici publishes it right after `onRequestStart`.
subscribe('undici:client:sendHeaders', (message) => {
  heard?.((message as { socket: Socket }).socket);
  heard = undefined;
});

/**
 * The connections of one run. Each is known from its first moment to its last, so that they can be timed, and closed
 * whatever state they are in: undici itself leaves those in a TLS handshake open.
 */
export class Connections {
  /** For the option `connect` of an undici `Agent`. */
  readonly connect: buildConnector.connector;
  private readonly direct: buildConnector.connector;
  private readonly toProxy: buildConnector.connector;
  private readonly proxies: ProxyRules | undefined;
  /** Proxies for http: URLs, by the origin that undici knows them by. */
  private readonly proxyOrigins = new Map<string, URL>();
  private readonly open = new Map<Socket, Connection>();
  private opened: Connection | undefined;
  private emptied: PromiseWithResolvers<void> | undefined;

  /** `timeout` is the deadline of an attempt, ms. */
  constructor(timeout: number, network: Network = {}) {
    const { direct, toProxy } = buildConnectors(timeout, network);
    this.direct = direct;
    this.toProxy = toProxy;
    this.proxies = network.proxies;

    this.connect = (options, callback) => {
      if (options.protocol === 'https:') trustSystemCertificates();
      const origin = `${options.protocol}//${options.host ?? options.hostname}`;
      const asked = this.proxyOrigins.get(origin);
      const through = options.protocol === 'https:' ? this.proxies?.proxyFor(new URL(origin)) : undefined;
      if (asked) this.openToProxy(asked, origin, callback);
      else if (through) this.openThrough(through, origin, options, callback);
      else this.track(socketOf(this.direct, options, callback), origin);
    };
  }

  /** How a URL is reached: an http: one through a proxy is asked of the proxy (RFC 9112 §3.2.2), an https: one through a tunnel. */
  route(url: URL): Route {
    const proxy = url.protocol === 'http:' ? this.proxies?.proxyFor(url) : undefined;
    const path = url.pathname + url.search;
    if (!proxy) return { origin: url.origin, path, headers: [], viaProxy: false };
    // undici would take the name for a TLS handshake from `Host`: it hears of http: even where the proxy speaks TLS.
    const { origin } = new URL(`http://${proxy.hostname}:${portOf(proxy)}`);
    this.proxyOrigins.set(origin, proxy);
    const authorization = this.proxies?.authorizationFor(proxy);
    const headers = ['host', url.host, ...(authorization ? ['proxy-authorization', authorization] : [])];
    return { origin, path: url.origin + path, headers, viaProxy: true };
  }

  /** Runs `dispatch`, and returns the connection that it opened, if it opened one at once. */
  openedBy(dispatch: () => void): Connection | undefined {
    this.opened = undefined;
    dispatch();
    const { opened } = this;
    this.opened = undefined;
    return opened;
  }

  /** To be called when a request starts: tells over which connection it goes, before anything of it is sent. */
  onSend(found: (connection: Connection) => void): void {
    heard = (socket) => {
      const connection = this.open.get(socket);
      if (!connection) return;
      connection.uses++;
      connection.answer.expect();
      found(connection);
    };
  }

  /** How many are open. */
  get size(): number {
    return this.open.size;
  }

  /** Closes those to an origin; none of them may be in use. */
  closeOrigin(origin: string): void {
    for (const connection of this.open.values()) {
      if (connection.origin === origin) connection.socket.destroy();
    }
  }

  /** Closes all at once, in whatever state they are. Resolves when none is open. */
  async closeAll(): Promise<void> {
    const error = new Error('The run has ended.');
    for (const socket of this.open.keys()) socket.destroy(error);
    if (this.open.size === 0) return;
    this.emptied ??= Promise.withResolvers();
    await this.emptied.promise;
  }

  /** For requests that the proxy itself is asked. */
  private openToProxy(proxy: URL, origin: string, callback: buildConnector.Callback): void {
    this.openProxy(proxy, origin, (fault, { socket, times }) => {
      if (fault) return callback(fault, null);
      times.connected = performance.now();
      callback(null, socket);
    });
  }

  /** For requests to a server behind the proxy: the tunnel to it counts as the server's `connect`. */
  private openThrough(
    proxy: URL,
    origin: string,
    options: buildConnector.Options,
    callback: buildConnector.Callback,
  ): void {
    this.openProxy(proxy, origin, (fault, outer) => {
      if (fault) return callback(fault, null);
      openTunnel(outer.socket, {
        proxy,
        authorization: this.proxies?.authorizationFor(proxy),
        target: `${options.hostname}:${options.port || 443}`,
        opened: (refused) => {
          if (refused) return callback(refused, null);
          outer.times.connected = performance.now();
          this.track(
            socketOf(this.direct, { ...options, httpSocket: outer.socket }, callback),
            origin,
            outer,
          );
        },
      });
    });
  }

  private openProxy(
    proxy: URL,
    origin: string,
    ready: (fault: ProxyError | undefined, connection: Connection) => void,
  ): void {
    if (proxy.protocol === 'https:') trustSystemCertificates();
    const { protocol, host } = proxy;
    const hostname = proxy.hostname.replace(/^\[|\]$/g, '');
    const options = { protocol, host, hostname, port: portOf(proxy) };
    const socket = socketOf(this.toProxy, options, (...[error]) =>
      ready(error ? proxyFault(proxy, error) : undefined, connection),
    );
    const connection = this.keep(socket, origin, newTimes());
    // An address is not looked up.
    if (isIP(hostname)) connection.times.resolved = connection.times.started;
  }

  /** Times a connection to a server. `outer`: the tunnel through which it goes. */
  private track(socket: Socket, origin: string, outer?: Connection): void {
    const times = outer?.times ?? newTimes();
    const connection = this.keep(socket, origin, times);
    if (socket instanceof TLSSocket) {
      // Where the certificate is refused, Node closes the connection in its own listener: after that it cannot be read.
      socket.prependOnceListener('secure', () => {
        connection.certificate = certificateOf(socket);
        if (outer) outer.certificate = connection.certificate;
      });
      // An alert after the handshake, such as the one that wants a certificate, must not be overtaken by the end that follows it.
      socket.once('error', (error) => socket.destroy(error));
    }
    socket
      .once('connect', () => (times.connected = performance.now()))
      .once('secureConnect', () => (times.secured = performance.now()));
  }

  private keep(socket: Socket, origin: string, times: ConnectionTimes): Connection {
    const connection: Connection = {
      socket,
      origin,
      secure: origin.startsWith('https:'),
      times,
      answer: new AnswerStart(socket),
      certificate: undefined,
      uses: 0,
    };
    this.opened = connection;
    this.open.set(socket, connection);
    socket
      .once('lookup', (error: Error | null) => {
        if (!error) times.resolved = performance.now();
      })
      .once('close', () => {
        this.open.delete(socket);
        if (this.open.size === 0) this.emptied?.resolve();
      });
    return connection;
  }
}

function newTimes(): ConnectionTimes {
  return { started: performance.now(), resolved: 0, connected: 0, secured: 0 };
}

function portOf(proxy: URL): string {
  return proxy.port || (proxy.protocol === 'https:' ? '443' : '80');
}
