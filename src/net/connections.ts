import { isIPv6, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';
import { AnswerStart } from './answerStart.ts';
import { certificateOf } from './certificate.ts';
import type { Carrier, Connection, ConnectionTimes } from './connection.ts';
import { buildConnectors, type Network, socketOf } from './connectors.ts';
import { Lookups } from './lookup.ts';
import type { Outgoing } from './outgoing.ts';
import type { ProxyRules } from './proxyRules.ts';
import { openTunnel, type ProxyError, proxyFault } from './proxyTunnel.ts';
import { publicLookup } from './publicLookup.ts';
import { trustSystemCertificates } from './trustedCertificates.ts';

/** How a request reaches its server. */
export interface Route {
  /** Whom to connect to. */
  readonly origin: string;
  /** The request target (RFC 9112 §3.2). */
  readonly path: string;
  /** Those of the request, and those for a proxy on the way, names and values in turn. */
  readonly headers: readonly string[];
  readonly viaProxy: boolean;
}

/**
 * The connections of one run. Each is known from its first moment to its last, so that they can be timed, and closed
 * whatever state they are in: undici itself leaves those in a TLS handshake open.
 */
export class Connections {
  private readonly lookups: Lookups;
  private readonly direct: buildConnector.connector;
  private readonly toProxy: buildConnector.connector;
  private readonly proxies: ProxyRules | undefined;
  /** Proxies for http: URLs, by the origin that undici knows them by. */
  private readonly proxyOrigins = new Map<string, URL>();
  private readonly open = new Map<Socket, Connection>();
  private closed = false;
  private emptied: PromiseWithResolvers<void> | undefined;

  /** `timeout` is the deadline of an attempt, ms. `publicOnly`: names of servers must lead to public addresses. */
  constructor(timeout: number, network: Network = {}, publicOnly = false) {
    this.lookups = new Lookups(timeout, network.resolve);
    const { lookup } = this.lookups;
    const { direct, toProxy } = buildConnectors(timeout, network, {
      direct: publicOnly ? publicLookup(lookup) : lookup,
      toProxy: lookup,
    });
    this.direct = direct;
    this.toProxy = toProxy;
    this.proxies = network.proxies;
  }

  /** Opens a connection for a client, as its option `connect` wants it. */
  connect(carrier: Carrier, options: buildConnector.Options, callback: buildConnector.Callback): void {
    if (this.closed) return callback(new Error('The run has ended.'), null);
    if (options.protocol === 'https:') trustSystemCertificates();
    const origin = `${options.protocol}//${options.host ?? options.hostname}`;
    const asked = this.proxyOrigins.get(origin);
    const through = options.protocol === 'https:' ? this.proxies?.proxyFor(new URL(origin)) : undefined;
    if (asked) this.openToProxy(asked, origin, carrier, callback);
    else if (through) this.openThrough(through, origin, carrier, options, callback);
    else this.track(socketOf(this.direct, options, callback), origin, options.hostname, carrier);
  }

  /** How a URL of this origin is reached: an http: one through a proxy is asked of the proxy (RFC 9112 §3.2.2), an https: one through a tunnel. */
  route({ url, origin, headers }: Pick<Outgoing, 'url' | 'origin' | 'headers'>): Route {
    const proxy =
      url.protocol === 'http:' && this.proxies?.isSet ? this.proxies.proxyFor(new URL(url.href)) : undefined;
    const path = url.href.slice(origin.length);
    if (!proxy) return { origin, path, headers, viaProxy: false };
    // undici would take the name for a TLS handshake from `Host`: it hears of http: even where the proxy speaks TLS.
    const proxyOrigin = new URL(`http://${proxy.hostname}:${portOf(proxy)}`).origin;
    this.proxyOrigins.set(proxyOrigin, proxy);
    const authorization = this.proxies?.authorizationFor(proxy);
    const hasHost = headers.some((name, n) => n % 2 === 0 && /^host$/i.test(name));
    const added = [
      ...(hasHost ? [] : ['host', url.host]),
      ...(authorization ? ['proxy-authorization', authorization] : []),
    ];
    return { origin: proxyOrigin, path: origin + path, headers: [...headers, ...added], viaProxy: true };
  }

  /** When a name was looked up last, in `performance.now()` ms; `undefined` while it waits for others to be looked up. */
  lookedUpAt(hostname: string): number | undefined {
    return this.lookups.askedAt(hostname);
  }

  /** Whether all were closed; no more are opened. */
  get isClosed(): boolean {
    return this.closed;
  }

  /** Closes all at once, in whatever state they are. Resolves when none is open. */
  async closeAll(): Promise<void> {
    this.closed = true;
    const error = new Error('The run has ended.');
    for (const socket of this.open.keys()) socket.destroy(error);
    if (this.open.size === 0) return;
    this.emptied ??= Promise.withResolvers();
    await this.emptied.promise;
  }

  /** For requests that the proxy itself is asked. */
  private openToProxy(proxy: URL, origin: string, carrier: Carrier, callback: buildConnector.Callback): void {
    this.openProxy(proxy, origin, carrier, (fault, { socket, times }) => {
      if (fault) return callback(fault, null);
      times.connected = performance.now();
      callback(null, socket);
    });
  }

  /** For requests to a server behind the proxy: the tunnel to it counts as the server's `connect`. */
  private openThrough(
    proxy: URL,
    origin: string,
    carrier: Carrier,
    options: buildConnector.Options,
    callback: buildConnector.Callback,
  ): void {
    this.openProxy(proxy, origin, carrier, (fault, outer) => {
      if (fault) return callback(fault, null);
      openTunnel(outer.socket, {
        proxy,
        authorization: this.proxies?.authorizationFor(proxy),
        target: `${isIPv6(options.hostname) ? `[${options.hostname}]` : options.hostname}:${options.port || 443}`,
        opened: (refused) => {
          if (refused) return callback(refused, null);
          outer.times.connected = performance.now();
          this.track(
            socketOf(this.direct, { ...options, httpSocket: outer.socket }, callback),
            origin,
            options.hostname,
            carrier,
            outer,
          );
        },
      });
    });
  }

  private openProxy(
    proxy: URL,
    origin: string,
    carrier: Carrier,
    ready: (fault: ProxyError | undefined, connection: Connection) => void,
  ): void {
    if (proxy.protocol === 'https:') trustSystemCertificates();
    const { protocol, host } = proxy;
    const hostname = proxy.hostname.replace(/^\[|\]$/g, '');
    const options = { protocol, host, hostname, port: portOf(proxy) };
    const socket = socketOf(this.toProxy, options, (...[error]) =>
      ready(error ? proxyFault(proxy, error) : undefined, connection),
    );
    const connection = this.keep(socket, origin, hostname, carrier, newTimes());
  }

  /** Times a connection to a server. `outer`: the tunnel through which it goes. */
  private track(
    socket: Socket,
    origin: string,
    hostname: string,
    carrier: Carrier,
    outer?: Connection,
  ): void {
    const times = outer?.times ?? newTimes();
    const connection = this.keep(socket, origin, hostname, carrier, times);
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

  private keep(
    socket: Socket,
    origin: string,
    hostname: string,
    carrier: Carrier,
    times: ConnectionTimes,
  ): Connection {
    const connection: Connection = {
      socket,
      secure: origin.startsWith('https:'),
      hostname,
      times,
      answer: new AnswerStart(socket),
      certificate: undefined,
      uses: 0,
    };
    carrier.connection = connection;
    this.open.set(socket, connection);
    socket
      .once('lookup', (error: Error | null, _address: string, _family: number, name: string) => {
        times.started = Math.max(times.started, this.lookups.askedAt(name) ?? 0);
        if (!error) times.resolved = performance.now();
      })
      .once('close', () => {
        this.open.delete(socket);
        if (carrier.connection === connection) carrier.connection = undefined;
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
