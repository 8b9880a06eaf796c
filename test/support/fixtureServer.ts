import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import process from 'node:process';
import zlib from 'node:zlib';
import { sha256 } from './sha256.ts';

/** What the server has seen so far. */
export interface FixtureCounts {
  requests: number;
  /** Requests that are not answered yet. */
  inFlight: number;
  maxInFlight: number;
  /** Connections that are open now. */
  sockets: number;
  maxSockets: number;
  /** Connections that were ever opened. */
  connections: number;
}

/** An HTTP server on loopback that answers as its path asks. */
export interface FixtureServer extends AsyncDisposable {
  /** Such as `http://127.0.0.1:8765`. */
  readonly origin: string;
  readonly counts: FixtureCounts;
  close(): Promise<void>;
}

interface Exchange {
  request: http.IncomingMessage;
  response: http.ServerResponse;
  /** The path's segments after the first. */
  rest: string[];
  query: URLSearchParams;
  /** The first of `rest` as a number. */
  number: number;
  /** How often this very path was asked for, this time included. */
  visit: number;
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAABk0lEQVR4nBXRURVEIQhFUSIYgQhEIIIRiGAEIhjhRC' +
    'ACEYxgBCPMPL5ZrHvZIsIQVDDBhSmEsIQUtoBQQgtHuMITRAZjoAMb+GAOYrAGOdgDBjXowRncwRuIKENRxRRXphLK' +
    'UlLZCkoprRzlKk8RMYahhhluTCOMZaSxDYwy2jjGNZ4h4gxHHXPcmU44y0lnOzjltHOc6zxHZDImOrGJT+YkJmuSkz' +
    '1hUpOenMmdvIlIMAINLPBgBhGsIIMdEFTQwQlu8AKRxVjowha+mItYrEUu9oJFLXpxFnfxFiLJSDSxxJOZRLKSTHZC' +
    'UkknJ7nJy7/DZmx0YxvfzE1s1iY3e8OmNr05m7t5++/w4aDfA/GvJPEFIb/lbwoaDlx4/B2KUWhhhReziGIVWez61q' +
    'vo4hS3ePV3aEajjTXezCaa1WSz+zteTTenuc3rv8NhHPRgBz/MQxzWIQ/7fFHq0IdzuId3/g6XcdGLXfwyL3FZl7zs' +
    '+wWvS1/O5V7e/Ts8xkMf9vDHfMRjPfKx31ezHv04j/t4jx9q4ZAQ5d85bgAAAABJRU5ErkJggg==',
  'base64',
);

function send(response: http.ServerResponse, status: number, type: string, body: string | Buffer): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length });
  response.end(bytes);
}

const words = 'all of them at once, none of them in the way of another; ';

function sendEncoded(
  { response, number }: Exchange,
  encoding: string,
  encode: (body: Buffer) => Buffer,
): void {
  const body = encode(Buffer.from(words.repeat(Math.ceil(number / words.length)).slice(0, number)));
  response.writeHead(200, {
    'content-type': 'text/plain; charset=utf-8',
    'content-encoding': encoding,
    'content-length': body.length,
  });
  response.end(body);
}

/** What each first segment of a path answers. */
const routes: Record<string, (exchange: Exchange) => void> = {
  item: ({ response, rest }) => send(response, 200, 'text/plain; charset=utf-8', `item ${rest.join('/')}\n`),
  json: ({ response, number }) =>
    send(response, 200, 'application/json', JSON.stringify({ id: number, name: `item ${number}` }, null, 2)),
  html: ({ response, number }) =>
    send(
      response,
      200,
      'text/html; charset=utf-8',
      `<!doctype html><title>Item ${number}</title><h1>Item ${number}</h1><script>document.title='ran'</script>\n`,
    ),
  image: ({ response }) => send(response, 200, 'image/png', png),
  bytes: ({ response, number }) =>
    send(response, 200, 'application/octet-stream', Buffer.alloc(number, 'gather')),
  text: ({ response, number }) =>
    send(response, 200, 'text/plain', words.repeat(Math.ceil(number / words.length)).slice(0, number)),
  // /status/CODE?bytes=N: a body of N bytes.
  status: ({ response, number, query }) => {
    if ([204, 304].includes(number)) return void response.writeHead(number).end();
    const text = `${http.STATUS_CODES[number] ?? number}\n`;
    send(
      response,
      number,
      'text/plain',
      query.has('bytes') ? Buffer.alloc(Number(query.get('bytes')), text) : text,
    );
  },
  delay: ({ response, number, rest }) => {
    const timer = setTimeout(() => send(response, 200, 'text/plain', `${rest.join('/')}\n`), number);
    response.on('close', () => clearTimeout(timer));
  },
  redirect: ({ response, number }) =>
    response.writeHead(302, { location: number > 1 ? `/redirect/${number - 1}` : '/item/redirected' }).end(),
  'redirect-to': ({ response, query }) =>
    response
      .writeHead(Number(query.get('status') ?? 302), { location: query.get('url') ?? '/' })
      .end('elsewhere'),
  loop: ({ response, rest }) =>
    response.writeHead(302, { location: rest[0] === 'a' ? '/loop/b' : '/loop/a' }).end(),
  gzip: (exchange) => sendEncoded(exchange, 'gzip', zlib.gzipSync),
  br: (exchange) => sendEncoded(exchange, 'br', zlib.brotliCompressSync),
  zstd: (exchange) => sendEncoded(exchange, 'zstd', zlib.zstdCompressSync),
  deflate: (exchange) => sendEncoded(exchange, 'deflate', zlib.deflateSync),
  'deflate-raw': (exchange) => sendEncoded(exchange, 'deflate', zlib.deflateRawSync),
  chained: (exchange) =>
    sendEncoded(exchange, 'gzip, br', (body) => zlib.brotliCompressSync(zlib.gzipSync(body))),
  'cut-gzip': (exchange) => sendEncoded(exchange, 'gzip', (body) => zlib.gzipSync(body).subarray(0, -12)),
  'not-gzip': (exchange) => sendEncoded(exchange, 'gzip', (body) => body),
  charset: ({ response, rest, query }) =>
    send(
      response,
      200,
      `text/plain; charset=${rest[0] ?? 'utf-8'}`,
      Buffer.from(query.get('hex') ?? '', 'hex'),
    ),
  headers: ({ request, response, visit }) =>
    send(
      response,
      200,
      'application/json',
      JSON.stringify({ method: request.method, url: request.url, visit, headers: request.headers }),
    ),
  echo: ({ request, response }) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('latin1');
      send(response, 200, 'application/json', JSON.stringify({ method: request.method, body }));
    });
  },
  // What came, without giving it back: hashes of the URL, of the headers authorization and x-key, and of the body.
  digest: ({ request, response }) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url, headers } = request;
      const came = [url, headers.authorization, headers['x-key']?.toString(), Buffer.concat(chunks)];
      send(response, 200, 'application/json', JSON.stringify(came.map((each) => sha256(each ?? ''))));
    });
  },
  hang: () => undefined,
  // /flap/N?status=CODE: that status, or 503, for the first N visits.
  flap: ({ response, number, query, visit }) =>
    visit <= number
      ? send(response, Number(query.get('status') ?? 503), 'text/plain', 'not yet\n')
      : send(response, 200, 'text/plain', `at visit ${visit}\n`),
  // /timed/WAIT/REST: headers after WAIT ms, the body REST ms later; the body tells how long both really took.
  timed: ({ response, number, rest }) => {
    const begun = performance.now();
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
      const waited = performance.now();
      setTimeout(() => {
        const answer = { waited: waited - begun, rest: performance.now() - waited };
        response.end(JSON.stringify(answer));
      }, Number(rest[1]));
    }, number);
  },
  // /retry-after/VALUE/N/STATUS: that status, or 429, with that value for the first N visits.
  'retry-after': ({ response, rest, visit }) => {
    if (visit > Number(rest[1])) return send(response, 200, 'text/plain', `at visit ${visit}\n`);
    response.setHeader('retry-after', decodeURIComponent(rest[0] ?? ''));
    send(response, Number(rest[2] ?? 429), 'text/plain', 'later\n');
  },
  'no-head': ({ request, response }) =>
    request.method === 'HEAD'
      ? send(response, 405, 'text/plain', '')
      : send(response, 200, 'text/plain', 'here\n'),
  'no-head-reset': ({ request, response }) =>
    request.method === 'HEAD' ? request.socket.destroy() : send(response, 200, 'text/plain', 'here\n'),
  challenge: ({ response, number }) => {
    response.setHeader('cf-mitigated', 'challenge');
    send(response, number, 'text/html', '<title>Just a moment...</title>');
  },
  close: ({ request }) => request.socket.destroy(),
  'cut-body': ({ request, response }) => {
    response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 1000 });
    response.write('only this much', () => request.socket.end());
  },
  endless: ({ request, response }) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    if (request.method === 'HEAD') return void response.end();
    const more = () => {
      while (!response.destroyed && response.write(words.repeat(100)));
    };
    response.on('drain', more);
    more();
  },
};

/** Starts a server on a free port of loopback, or on `port`. */
export async function startFixtureServer(port = 0): Promise<FixtureServer> {
  const counts: FixtureCounts = {
    requests: 0,
    inFlight: 0,
    maxInFlight: 0,
    sockets: 0,
    maxSockets: 0,
    connections: 0,
  };
  const visits = new Map<string, number>();
  const sockets = new Set<Socket>();

  const server = http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    counts.requests++;
    counts.maxInFlight = Math.max(counts.maxInFlight, ++counts.inFlight);
    response.once('close', () => counts.inFlight--);
    const url = new URL(request.url ?? '/', 'http://fixture');
    const [route = '', ...rest] = url.pathname.slice(1).split('/');
    const visit = (visits.get(url.pathname) ?? 0) + 1;
    if (['flap', 'headers', 'retry-after'].includes(route)) visits.set(url.pathname, visit);
    if (route === 'counts') return send(response, 200, 'application/json', JSON.stringify(counts));
    const handler = routes[route];
    if (!handler) return send(response, 404, 'text/plain', `There is no /${route} here.\n`);
    handler({ request, response, rest, query: url.searchParams, number: Number(rest[0]), visit });
  });
  server.on('connection', (socket) => {
    counts.maxSockets = Math.max(counts.maxSockets, ++counts.sockets);
    counts.connections++;
    sockets.add(socket);
    socket.once('close', () => {
      counts.sockets--;
      sockets.delete(socket);
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', 1024, resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Runs `body` with a server of its own, which is closed afterwards whatever happens. */
export async function withServer<T>(body: (server: FixtureServer) => Promise<T>): Promise<T> {
  await using server = await startFixtureServer();
  return await body(server);
}

// Run as a program it prints its origin and serves until its standard input ends: no orphan outlives its parent.
if (import.meta.main) {
  const server = await startFixtureServer(Number(process.argv[2] ?? 0));
  process.stdout.write(`${server.origin}\n`);
  process.stdin.resume().once('end', () => process.exit(0));
}
