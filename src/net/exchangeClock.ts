import { isIP } from 'node:net';
import type { Phase } from '../api.ts';
import type { Connection } from './connection.ts';

/** The times of one exchange, ms, as `Timings` defines them. */
export type ExchangeTimes = Record<Phase | 'total', number> & { reused: boolean };

/** The moments of one exchange, in `performance.now()` ms (0: not yet), and what follows from them. */
export class ExchangeClock {
  /** The connection that it goes over, or that was opened for it. */
  connection: Connection | undefined;
  /** The connection had served before. */
  reused = false;
  started = 0;
  sent = 0;
  firstByte = 0;
  finished = 0;

  /** Where it stands; `connection`: what it waits for. */
  phase(connection: Connection | undefined = this.connection): Phase {
    if (this.firstByte) return 'download';
    if (this.sent) return 'firstByte';
    if (!connection) return 'connect';
    const { times, secure, hostname } = connection;
    if (times.connected) return secure ? 'tls' : 'firstByte';
    // An address, unlike a name, is not looked up.
    const isAddress = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
    return times.resolved || isAddress ? 'connect' : 'dns';
  }

  /** When its connection began to be opened; 0: it had been open. */
  get opened(): number {
    return this.reused ? 0 : (this.connection?.times.started ?? 0);
  }

  get times(): ExchangeTimes {
    const { sent, firstByte, reused } = this;
    const end = this.finished || performance.now();
    const opened = reused ? undefined : this.connection?.times;
    // Its look-up may have had to wait for its turn.
    const started = Math.max(this.started, this.opened);
    // What its look-up waited for others is not this one's.
    const between = (from: number, to: number) =>
      to ? Math.max(0, Math.max(to, started) - Math.max(from, started)) : 0;
    return {
      dns: opened ? between(opened.started, opened.resolved) : 0,
      connect: opened ? between(opened.resolved || opened.started, opened.connected) : 0,
      tls: opened ? between(opened.connected, opened.secured) : 0,
      firstByte: firstByte ? firstByte - sent : 0,
      download: firstByte ? end - firstByte : 0,
      reused,
      total: end - started,
    };
  }
}
