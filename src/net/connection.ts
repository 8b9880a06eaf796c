import type { Socket } from 'node:net';
import type { AnswerStart } from './answerStart.ts';
import type { Certificate } from './certificate.ts';

/** When a connection got how far, in `performance.now()` ms; 0: not (yet), or not needed. */
export interface ConnectionTimes {
  started: number;
  resolved: number;
  connected: number;
  secured: number;
}

/** One connection: its socket, and how it came about. */
export interface Connection {
  readonly socket: Socket;
  readonly secure: boolean;
  /** Whom the socket connects to: the server, or a proxy. */
  readonly hostname: string;
  readonly times: ConnectionTimes;
  readonly answer: AnswerStart;
  /** The server's, once it has shown one, whether it is trusted or not. */
  certificate: Certificate | undefined;
  /** Requests that were sent over it. */
  uses: number;
}

/** What needs a connection; it is told of each that is opened for it. */
export interface Carrier {
  /** The one that is open, or being opened. */
  connection: Connection | undefined;
}
