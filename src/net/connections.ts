import { subscribe } from 'node:diagnostics_channel';
import type dns from 'node:dns';
import { isIPv6, type Socket } from 'node:net';
import { type ConnectionOptions, TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';
import { AnswerStart } from './answerStart.ts';
import { type Certificate, certificateOf } from './certificate.ts';
import { Lookups } from './lookup.ts';
import type { Outgoing } from './outgoing.ts';
import type { ProxyRules } from './proxyRules.ts';
import { openTunnel, ProxyError } from './proxyTunnel.ts';
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
  /** Those of the request, and those for a proxy on the way, names and values in turn. */
  readonly headers: readonly string[];
  readonly viaProxy: boolean;
}

/** One connection: its socket, and how it came about. */
export interface Connection {
  readonly socket: Socket;
  readonly origin: string;
  readonly secure: boolean;
  /** Whom the socket connects to: the server, or a proxy. */
  readonly hostname: string;
  /** It has come to a proxy at most, which is to lead on to the server. */
  readonly isTunnel: boolean;
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

/** undici's Happy Eyeballs default of 250 ms gives false timeouts on slow networks (nodejs/node#54359). */
const addressTimeout = 1000;

/**
 * The connections of one run. Each is known from its first moment to its last, so that they can be timed, and closed
 * whatever state they are in: undici itself leaves those in a TLS handshake open.
 */
export class Connections {
  /** For the option `connect` of an undici `Agent`. */
  readonly connect: buildConnector.connector;
  private readonly lookups: Lookups;
  private readonly proxies: ProxyRules | undefined;
  /** Origins that are asked as proxies. */
  private readonly proxyOrigins = new Set<string>();
  private readonly open = new Map<Socket, Connection>();
  private opened: Connection | undefined;
  private emptied: PromiseWithResolvers<void> | undefined;

  /** `timeout` is the deadline of an attempt, ms. */
  constructor(timeout: number, network: Network = {}) {
    this.lookups = new Lookups(timeout, network.resolve);
    const { lookup } = this.lookups;
    const build = (extra: buildConnector.BuildOptions) =>
      buildConnector({
        ...network.tls,
        allowH2: false,
        // The deadline of an attempt is its own; this one is for connections that nobody waits for any more.
        timeout: timeout + 1000,
        lookup,
        autoSelectFamily: true,
        autoSelectFamilyAttemptTimeout: addressTimeout,
        ...extra,
      });
    const direct = network.connect ?? build({});
    const toProxy = build({ rejectUnauthorized: network.proxies?.strictSSL ?? true });
    this.proxies = network.proxies;

    this.connect = (options, callback) => {
      if (options.protocol === 'https:') trustSystemCertificates();
      const origin = `${options.protocol}//${options.host ?? options.hostname}`;
      // The connectors' declaration leaves out that they return the socket.
      const connect = (connector: buildConnector.connector, ...args: Parameters<typeof connector>) =>
        connector(...args) as unknown as Socket;
      if (this.proxyOrigins.has(origin)) {
        this.track(connect(toProxy, options, explainProxy(origin, callback)), origin, options.hostname);
        return;
      }
      const proxy = options.protocol === 'https:' ? this.proxies?.proxyFor(new URL(origin)) : undefined;
      if (!proxy) {
        this.track(connect(direct, options, callback), origin, options.hostname);
        return;
      }
      const tunnel = openTunnel({
        proxy,
        authorization: this.proxies?.authorizationFor(proxy),
        strictSSL: this.proxies?.strictSSL ?? true,
        target: `${isIPv6(options.hostname) ? `[${options.hostname}]` : options.hostname}:${options.port || 443}`,
        lookup,
        opened: (error, httpSocket) => {
          if (error) return callback(error, null);
          const times = this.open.get(httpSocket)?.times;
          this.track(connect(direct, { ...options, httpSocket }, callback), origin, proxy.hostname, {
            times,
          });
        },
      });
      this.track(tunnel, origin, proxy.hostname, { isTunnel: true });
    };
  }

  /** How a URL of this origin is reached: an http: one through a proxy is asked of the proxy (RFC 9112 §3.2.2), an https: one through a tunnel. */
  route({ url, origin, headers }: Pick<Outgoing, 'url' | 'origin' | 'headers'>): Route {
    const proxy = url.protocol === 'http:' ? this.proxies?.proxyFor(url) : undefined;
    const path = url.href.slice(origin.length);
    if (!proxy) return { origin, path, headers, viaProxy: false };
    this.proxyOrigins.add(proxy.origin);
    const authorization = this.proxies?.authorizationFor(proxy);
    const hasHost = headers.some((name, n) => n % 2 === 0 && /^host$/i.test(name));
    const added = [
      ...(hasHost ? [] : ['host', url.host]),
      ...(authorization ? ['proxy-authorization', authorization] : []),
    ];
    return { origin: proxy.origin, path: origin + path, headers: [...headers, ...added], viaProxy: true };
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

  /** When a name was looked up last, in `performance.now()` ms; `undefined` while it waits for others to be looked up. */
  lookedUpAt(hostname: string): number | undefined {
    return this.lookups.askedAt(hostname);
  }

  /** One that is being opened to an origin. */
  opening(origin: string): Connection | undefined {
    for (const connection of this.open.values()) {
      if (connection.origin === origin && connection.uses === 0) return connection;
    }
    return undefined;
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

  /** `times`: of the connection through which this one goes. */
  private track(
    socket: Socket,
    origin: string,
    hostname: string,
    {
      times = newTimes(),
      isTunnel = false,
    }: { times?: ConnectionTimes | undefined; isTunnel?: boolean } = {},
  ): void {
    const secure = origin.startsWith('https:');
    const answer = new AnswerStart(socket);
    const connection: Connection = {
      socket,
      origin,
      secure,
      hostname,
      isTunnel,
      times,
      answer,
      certificate: undefined,
      uses: 0,
    };
    this.opened = connection;
    this.open.set(socket, connection);
    if (socket instanceof TLSSocket) {
      // Where the certificate is refused, Node closes the connection in its own listener: after that it cannot be read.
      socket.prependOnceListener('secure', () => (connection.certificate = certificateOf(socket)));
    }
    socket
      .once('lookup', (error: Error | null, _address: string, _family: number, name: string) => {
        times.started = Math.max(times.started, this.lookups.askedAt(name) ?? 0);
        if (!error) times.resolved = performance.now();
      })
      .once('connect', () => (times.connected = performance.now()))
      .once('secureConnect', () => (times.secured = performance.now()))
      .once('close', () => {
        this.open.delete(socket);
        if (this.open.size === 0) this.emptied?.resolve();
      });
  }
}

function newTimes(): ConnectionTimes {
  return { started: performance.now(), resolved: 0, connected: 0, secured: 0 };
}

/** Lets what goes wrong on the way to a proxy be told as the proxy's fault. */
function explainProxy(origin: string, callback: buildConnector.Callback): buildConnector.Callback {
  return (...result) => {
    const [error] = result;
    if (!error) return callback(...result);
    const { host } = new URL(origin);
    callback(new ProxyError('GATHER_PROXY_CONNECT', `${host}: ${error.message}`, { cause: error }), null);
  };
}
