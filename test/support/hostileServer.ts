import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server whose answers would like to run, to ask for more, or to look like something else. */
export interface HostileServer extends AsyncDisposable {
  readonly origin: string;
  /** What was asked for, in order. */
  readonly asked: readonly string[];
}

const svg = (origin: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" onload="parent.ran=1"><script>parent.ran=1</script><image href="${origin}/leak/svg"/></svg>`;

const html = (origin: string) =>
  `<!doctype html><base href="${origin}/leak/"><title><img src=x onerror=ran=1></title>` +
  `<script>window.ran=1;fetch('${origin}/leak/fetch')</script><img src="${origin}/leak/img" onerror="ran=1">` +
  `<iframe src="${origin}/leak/frame"></iframe><a href="javascript:ran=1">link</a><style>@import '${origin}/leak/css'</style>`;

const answers: Readonly<
  Record<
    string,
    (origin: string) => { type: string; body: string; headers?: Record<string, string>; status?: number }
  >
> = {
  html: (origin) => ({ type: 'text/html', body: html(origin) }),
  terminal: () => ({
    type: 'text/plain; charset=utf-8',
    body: 'a\u001b[31mred\u0007\u202egnp.exe\u2066\n\ttab',
  }),
  line: () => ({ type: 'text/plain', body: '<b>x</b>'.repeat(1_250_000) }),
  svg: (origin) => ({ type: 'image/svg+xml', body: svg(origin) }),
  'svg.png': (origin) => ({ type: 'image/png', body: svg(origin) }),
  headers: (origin) => ({
    type: 'text/plain"><script>ran=1</script>',
    body: 'javascript:ran=1',
    headers: {
      'x-script': '<script>window.ran=1</script>',
      'x-link': 'javascript:window.ran=1',
      link: `<${origin}/leak/preload>; rel=preload; as=script`,
      refresh: `0; url=${origin}/leak/refresh`,
    },
  }),
  redirect: () => ({
    type: 'text/plain',
    body: '',
    status: 302,
    headers: { location: 'javascript:window.ran=1//<script>ran=1</script>' },
  }),
};

/** Paths of all that it answers. */
export const hostilePaths = Object.keys(answers);

/** Starts a hostile server on loopback. */
export async function startHostileServer(): Promise<HostileServer> {
  const asked: string[] = [];
  let origin = '';
  const server = http.createServer((request, response) => {
    const path = (request.url ?? '/').slice(1);
    asked.push(path);
    const {
      type,
      body,
      headers = {},
      status = 200,
    } = answers[path]?.(origin) ?? { type: 'text/plain', body: '' };
    response.writeHead(status, { ...headers, 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    asked,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
