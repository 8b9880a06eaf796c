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
  /** The free ones of its origin. */
  readonly free: PooledClient[];
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
    let free = this.free.get(origin);
    if (!free) this.free.set(origin, (free = []));
    for (let pooled = free.pop(); pooled; pooled = free.pop()) {
      if (pooled.connection) return pooled;
      this.discard(pooled);
    }
    return this.make(origin, free);
  }

  /** Its request has ended well: it may carry another. */
  giveBack(pooled: PooledClient): void {
    pooled.free.push(pooled);
  }

  /** Closes it with its connection, in whatever state that is. */
  discard({ client, connection }: PooledClient): void {
    if (this.connections.isClosed) return;
    // undici leaves those that are being opened open.
    connection?.socket.destroy(unwanted);
    void client.destroy(unwanted);
  }

  /** Closes those to an origin; none of them may be in use. */
  closeOrigin(origin: string): void {
    for (const pooled of this.free.get(origin) ?? []) this.discard(pooled);
    this.free.delete(origin);
  }

  private make(origin: string, free: PooledClient[]): PooledClient {
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
      free,
      connection: undefined,
    };
    return pooled;
  }
}
