import type { Socket } from 'node:net';
import { tlsFault } from './failure.ts';

/** More than this before the end of a proxy's answer is no answer, bytes. */
const maxAnswer = 64 * 1024;

/** What a proxy did wrong, or could not do. */
export class ProxyError extends Error {
  /** `GATHER_PROXY_CONNECT`, `GATHER_PROXY_TLS`, `GATHER_PROXY_AUTH` or `GATHER_PROXY_REFUSED`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Tells what goes wrong on the way to a proxy as the proxy's fault. */
export function proxyFault(proxy: URL, error: Error): ProxyError {
  const fault = tlsFault(error);
  const code = fault ? 'GATHER_PROXY_TLS' : 'GATHER_PROXY_CONNECT';
  return new ProxyError(code, `${proxy.host}: ${fault ?? error.message}`, { cause: error });
}

/** How a tunnel is opened. */
export interface Tunnel {
  proxy: URL;
  /** The value of `Proxy-Authorization`. */
  authorization: string | undefined;
  /** Host and port that the tunnel leads to. */
  target: string;
  /** Called once, when the target speaks on the socket, or with what hinders it. */
  opened: (error: ProxyError | undefined) => void;
}

/** Opens a tunnel by CONNECT (RFC 9110 §9.3.6) on a connection to a proxy. */
export function openTunnel(socket: Socket, { proxy, authorization, target, opened }: Tunnel): void {
  let answer = Buffer.alloc(0);
  const end = (error?: ProxyError) => {
    socket.off('data', read).off('error', failed).off('close', closed);
    if (error) socket.on('error', () => undefined).destroy();
    opened(error);
  };
  const failed = (error: Error) => end(proxyFault(proxy, error));
  const closed = () => failed(new Error('the connection was closed'));
  const read = (chunk: Buffer) => {
    answer = Buffer.concat([answer, chunk]);
    const headEnd = answer.indexOf('\r\n\r\n');
    if (headEnd < 0) {
      if (answer.length > maxAnswer) failed(new Error('the answer to CONNECT has no end'));
      return;
    }
    const [statusLine = ''] = answer.subarray(0, headEnd).toString('latin1').split('\r\n', 1);
    const status = /^HTTP\/1\.[01] (\d{3})/.exec(statusLine)?.[1] ?? '';
    if (status.startsWith('2')) {
      socket.pause();
      const rest = answer.subarray(headEnd + 4);
      if (rest.length > 0) socket.unshift(rest);
      return end();
    }
    const code = status === '407' ? 'GATHER_PROXY_AUTH' : 'GATHER_PROXY_REFUSED';
    end(new ProxyError(code, `${proxy.host}: ${statusLine || 'no HTTP answer'}`));
  };
  socket.on('data', read).on('error', failed).on('close', closed);

  const lines = [`CONNECT ${target} HTTP/1.1`, `Host: ${target}`];
  if (authorization) lines.push(`Proxy-Authorization: ${authorization}`);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
}
