import net, { type LookupFunction, type Socket } from 'node:net';
import tls from 'node:tls';

/** More than this before the end of a proxy's answer is no answer, bytes. */
const maxAnswer = 64 * 1024;

/** What a proxy did wrong, or could not do. */
export class ProxyError extends Error {
  /** `GATHER_PROXY_CONNECT`, `GATHER_PROXY_AUTH` or `GATHER_PROXY_REFUSED`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** How a tunnel is opened. */
export interface Tunnel {
  proxy: URL;
  /** The value of `Proxy-Authorization`. */
  authorization: string | undefined;
  /** Whether the certificate of a proxy that speaks TLS is verified. */
  strictSSL: boolean;
  /** Host and port that the tunnel leads to. */
  target: string;
  lookup: LookupFunction;
  /** Called once: with the socket on which the target speaks, or with a `ProxyError`. */
  opened: (error: ProxyError | undefined, socket: Socket) => void;
}

/** Opens a tunnel through a proxy by CONNECT (RFC 9110 §9.3.6). Returns the socket to the proxy at once, for the caller to time and to close. */
export function openTunnel({ proxy, authorization, strictSSL, target, lookup, opened }: Tunnel): Socket {
  const secure = proxy.protocol === 'https:';
  const host = proxy.hostname.replace(/^\[|\]$/g, '');
  const port = Number(proxy.port || (secure ? 443 : 80));
  const socket: Socket = secure
    ? tls.connect({
        host,
        port,
        lookup,
        rejectUnauthorized: strictSSL,
        ...(net.isIP(host) === 0 && { servername: host }),
      })
    : net.connect({ host, port, lookup, autoSelectFamily: true });

  let answer = Buffer.alloc(0);
  const end = (error?: ProxyError) => {
    socket.off('data', read).off('error', failed).off('close', closed);
    if (error) socket.on('error', () => undefined).destroy();
    opened(error, socket);
  };
  const failed = (error: Error) =>
    end(new ProxyError('GATHER_PROXY_CONNECT', `${proxy.host}: ${error.message}`, { cause: error }));
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
  socket
    .on('data', read)
    .on('error', failed)
    .on('close', closed)
    .once(secure ? 'secureConnect' : 'connect', () => {
      const lines = [`CONNECT ${target} HTTP/1.1`, `Host: ${target}`];
      if (authorization) lines.push(`Proxy-Authorization: ${authorization}`);
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    });
  return socket;
}
