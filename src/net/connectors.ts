import type dns from 'node:dns';
import type { LookupFunction, Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { buildConnector } from 'undici';
import type { ProxyRules } from './proxyRules.ts';

/** What stands between a run and the network; each is this machine's own where it is absent. */
export interface Network {
  readonly resolve?: typeof dns.lookup;
  readonly tls?: Pick<ConnectionOptions, 'ca' | 'secureContext'>;
  readonly connect?: buildConnector.connector;
  readonly proxies?: ProxyRules;
}

/** undici's Happy Eyeballs default of 250 ms gives false timeouts on slow networks (nodejs/node#54359). */
const addressTimeout = 1000;

/** A request may have a longer deadline than its run, ms; systems give up on a connection after about as long. */
const longestConnect = 120_000;

/** How connections are opened: to servers, and to proxies. */
export interface Connectors {
  readonly direct: buildConnector.connector;
  readonly toProxy: buildConnector.connector;
}

/** How connectors look up names: those of servers, which may have to be public, and those of proxies, which need not. */
export interface NameLookups {
  readonly direct: LookupFunction;
  readonly toProxy: LookupFunction;
}

/** Makes the connectors of one run. `timeout` is the deadline of an attempt, ms. */
export function buildConnectors(timeout: number, network: Network, lookups: NameLookups): Connectors {
  const build = (extra: buildConnector.BuildOptions) =>
    buildConnector({
      ...network.tls,
      allowH2: false,
      // The deadline of an attempt is its own; this one is for connections that nobody waits for any more.
      timeout: Math.max(timeout, longestConnect) + 1000,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: addressTimeout,
      ...extra,
    });
  return {
    direct: network.connect ?? build({ lookup: lookups.direct }),
    // Whether a proxy's certificate matters says nothing about those of servers.
    toProxy: build({
      lookup: lookups.toProxy,
      rejectUnauthorized: network.proxies?.strictSSL ?? true,
    }),
  };
}

/** Connects; the connectors' declaration leaves out that they return the socket. */
export function socketOf(connector: buildConnector.connector, ...args: Parameters<typeof connector>): Socket {
  return connector(...args) as unknown as Socket;
}
