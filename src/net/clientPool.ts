import { Client } from 'undici';
import type { Carrier } from './connection.ts';
import type { Connections } from './connections.ts';

/** Response headers over this size are a failure, bytes. */
const maxHeaderSize = 256 * 1024;

/** What those who are stopped are told; nobody is meant to hear it. */
export const unwanted = new Error('no longer wanted');

/** An undici client: one connection, opened for the first request, and one request at a time. */
export interface PooledClient extends Carrier {
  readonly client: Client;
  readonly origin: string;
}

/**
 * The clients of one run. undici's own `Agent` and `Pool` would put two more queues between a request and its connection,
 * a tenth of what an exchange costs, and would not tell which connection it is.
 */
export class ClientPool {
  private readonly connections: Connections;
  /** The free ones by origin; the one that served last is the last. */
  private readonly free = new Map<string, PooledClient[]>();

  constructor(connections: Connections) {
    this.connections = connections;
  }

  /** A client for one request to this origin, to be given back or discarded. How many there are is up to the schedule. */
  take(origin: string): PooledClient {
    const free = this.free.get(origin);
    for (let pooled = free?.pop(); pooled; pooled = free?.pop()) {
      if (pooled.connection) return pooled;
      this.discard(pooled);
    }
    return this.make(origin);
  }

  /** Its request has ended well: it may carry another. */
  giveBack(pooled: PooledClient): void {
    const free = this.free.get(pooled.origin);
    if (free) free.push(pooled);
    else this.free.set(pooled.origin, [pooled]);
  }

  /** Closes it with its connection, in whatever state that is. */
  discard({ client, connection }: PooledClient): void {
    if (this.connections.isClosed) return;
    // undici leaves those that are being opened open.
    connection?.socket.destroy(unwanted);
    void client.destroy(unwanted);
  }

  /** Closes the free ones of an origin. */
  closeOrigin(origin: string): void {
    for (const pooled of this.free.get(origin) ?? []) this.discard(pooled);
    this.free.delete(origin);
  }

  private make(origin: string): PooledClient {
    const pooled: PooledClient = {
      client: new Client(origin, {
        connect: (options, callback) => this.connections.connect(pooled, options, callback),
        pipelining: 1,
        allowH2: false,
        maxHeaderSize,
        // An attempt has a deadline of its own, which starts when it starts and holds for all of it.
        headersTimeout: 0,
        bodyTimeout: 0,
        keepAliveTimeout: 10_000,
        keepAliveMaxTimeout: 60_000,
      }),
      origin,
      connection: undefined,
    };
    return pooled;
  }
}
