import assert from 'node:assert/strict';
import { once } from 'node:events';
import http2 from 'node:http2';
import net, { type AddressInfo, type Socket } from 'node:net';
import process from 'node:process';
import { describe, it } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { fetchAll, withRun } from '../../support/fetchAll.ts';
import { startFaultServer } from '../../support/faultServer.ts';
import { withServer } from '../../support/fixtureServer.ts';
import { toLoopback } from '../../support/namesOf.ts';
import { tlsFaults, trusting } from '../../support/tlsFaults.ts';

const network = { resolve: toLoopback };
const portOf = (origin: string) => new URL(origin).port;

describe('the connections of a run', () => {
  it('are never more to one host than may be asked at once there', () =>
    withServer(async ({ origin, counts }) => {
      const urls = Array.from({ length: 300 }, (_, n) => `${origin}/delay/5/${n}`);
      const results = await fetchAll(urls, { concurrency: 100, concurrencyPerHost: 10 });
      assert.ok(results.every(({ outcome }) => outcome === 'ok'));
      assert.equal(counts.connections, 10);
    }));

  it('serve for one HEAD after the other', () =>
    withServer(async ({ origin, counts }) => {
      const urls = Array.from({ length: 30 }, (_, n) => `${origin}/item/${n}`);
      const results = await fetchAll(urls, { mode: 'check', concurrencyPerHost: 2 });
      assert.ok(results.every(({ status }) => status === 200));
      assert.deepEqual([counts.requests, counts.connections], [30, 2]);
    }));

  it('bring each HEAD its own answer, though the server sends a body as well', async () => {
    const server = net.createServer((socket) => {
      let asked = '';
      socket
        .on('error', () => undefined)
        .on('data', (chunk) => {
          asked += chunk.toString('latin1');
          for (let end = asked.indexOf('\r\n\r\n'); end >= 0; end = asked.indexOf('\r\n\r\n')) {
            const path = asked.split(' ')[1];
            asked = asked.slice(end + 4);
            const body = 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n';
            socket.write(
              `HTTP/1.1 200 OK\r\nX-Path: ${path}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
            );
          }
        });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      const urls = Array.from({ length: 20 }, (_, n) => `http://127.0.0.1:${port}/${n}`);
      await withRun(urls, { mode: 'check', concurrencyPerHost: 1 }, async (run) => {
        for (const { index, status } of await run.results) {
          const { headers } = (await run.stored(index)).details;
          assert.deepEqual([status, new Map(headers).get('x-path')], [200, `/${index}`]);
        }
      });
    } finally {
      server.close();
    }
  });

  for (const [what, close] of [
    ['ends', (socket) => socket.end()],
    ['resets', (socket) => setImmediate(() => socket.resetAndDestroy())],
  ] as const satisfies [string, (socket: Socket) => void][]) {
    for (const concurrencyPerHost of [1, 6]) {
      it(`carry nothing twice and lose nothing, ${concurrencyPerHost} at once, where the server ${what} each after an answer`, async () => {
        const asked: string[] = [];
        const server = net.createServer((socket) => {
          socket
            .on('error', () => undefined)
            .once('data', (chunk) => {
              const [method, path = ''] = chunk.toString('latin1').split(' ');
              asked.push(`${method} ${path}`);
              const hops = Number(/^\/hop\/(\d)/.exec(path)?.[1] ?? 0);
              const head =
                hops > 0 ? `302 Found\r\nLocation: ${path.replace(/\d/, String(hops - 1))}` : '200 OK';
              socket.write(`HTTP/1.1 ${head}\r\nContent-Length: 0\r\n\r\n`);
              close(socket);
            });
        });
        server.listen(0, '127.0.0.1');
        await once(server, 'listening');
        try {
          const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
          const requests = Array.from({ length: 30 }, (_, n) => [
            `${origin}/item/${n}`,
            { url: `${origin}/post/${n}`, method: 'POST', body: 'x' },
            `${origin}/hop/3/${n}`,
          ]).flat();
          const results = await fetchAll(requests, { concurrencyPerHost, retries: 0, timeout: 5000 });
          for (const result of results) assert.equal(result.outcome, 'ok', JSON.stringify(result));
          assert.deepEqual([asked.length, new Set(asked).size], [180, 180]);
        } finally {
          server.close();
        }
      });
    }
  }

  it('to 1,000 hosts are opened and closed as they are needed, and none is left', () =>
    withServer(async ({ origin, counts }) => {
      const hosts = Array.from({ length: 1000 }, (_, n) => `http://host${n}.test:${portOf(origin)}`);
      const urls = hosts.map((host, n) => `${host}/item/${n}`);
      await withRun(
        [`${origin}/delay/60000/last`, ...urls],
        { concurrency: 30 },
        async (run) => {
          await run.ended(urls.length);
          assert.equal(counts.connections, urls.length + 1);
          // The server hears of the end of a connection a little after the next has begun.
          assert.ok(counts.maxSockets < 100, `${counts.maxSockets} at once`);
          await until(() => counts.sockets === 1);
          run.fetchRun.cancel(0);
          for (const [n, result] of (await run.results).slice(1).entries()) {
            assert.equal(result.preview, `item ${n}\n`);
          }
        },
        network,
      );
      await until(() => counts.sockets === 0);
    }));

  it('speak HTTP/1.1 with a server that would rather speak HTTP/2', async () => {
    const server = http2.createSecureServer({ ...tlsFaults.good, allowHTTP1: true }, (request, response) => {
      const { alpnProtocol } = request.socket as TLSSocket;
      response.end(`${request.httpVersion} ${String(alpnProtocol)}`);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      const urls = Array.from({ length: 5 }, (_, n) => `https://127.0.0.1:${port}/${n}`);
      for (const result of await fetchAll(urls, {}, trusting)) assert.equal(result.preview, '1.1 http/1.1');
    } finally {
      server.close();
      await once(server, 'close');
    }
  });

  it('warn of nothing, however many requests there are', async () => {
    await using server = await startFaultServer();
    const warnings: Error[] = [];
    const hear = (warning: Error) => warnings.push(warning);
    process.on('warning', hear);
    try {
      const paths = ['item', 'item', 'redirect-relative', 'headers/15000', 'encoded/gzip/good', 'large'];
      const urls = Array.from({ length: 2500 }, (_, n) => `${server.origin}/${paths[n % paths.length]}/${n}`);
      const results = await fetchAll(urls, { maxBodyBytes: 20_000 });
      assert.ok(results.every(({ outcome }) => outcome === 'ok'));
      // Warnings come with the next tick.
      await new Promise(setImmediate);
    } finally {
      process.off('warning', hear);
    }
    assert.deepEqual(warnings, []);
  });
});

describe('a request that HTTP does not allow', () => {
  const headers = [
    ['', 'empty name'],
    ['bad name', 'space'],
    ['bad:name', 'colon'],
    ['bäd', 'letter'],
    ['bad\r\nx', 'line'],
    ['x-a', 'line\r\nbreak'],
    ['x-a', 'line\nfeed'],
    ['x-a', 'return\r'],
    ['x-a', 'nul\0'],
    ['x-a', 'snow ☃'],
    ['x-a', 'delete \x7f'],
    ['Transfer-Encoding', 'chunked'],
    ['Upgrade', 'websocket'],
  ] as const;
  const methods = ['', 'GE T', 'GET\r\n', 'GÉT', 'GET /x HTTP/1.1\r\n\r\nGET', 'CONNECT', 'connect '];

  it('is refused before it is sent, and spoils nothing for those after it', () =>
    withServer(async ({ origin, counts }) => {
      const bad = [
        ...headers.map((header) => ({ url: `${origin}/item/bad`, headers: [header] })),
        ...methods.map((method) => ({ url: `${origin}/item/bad`, method })),
        { url: `${origin}/item/bad`, body: 'of a GET' },
      ];
      const requests = bad.flatMap((each, n) => [each, `${origin}/item/${n}`]);
      const results = await fetchAll(requests, { concurrencyPerHost: 2, timeout: 5000, retries: 0 });
      for (const [n, result] of results.entries()) {
        const told = JSON.stringify(result);
        if (n % 2) assert.equal(result.preview, `item ${(n - 1) / 2}\n`, told);
        else assert.deepEqual([result.failure?.kind, result.attempts], ['input', 0], told);
      }
      assert.equal(counts.requests, bad.length);
    }));

  it('is told from one that is merely unusual', async () => {
    await using server = await startFaultServer();
    const requests = ['PROPFIND', 'QUERY', 'TRACE', 'm-search', 'X!#$%&*+.^_`|~1'].map((method) => ({
      url: `${server.origin}/echo`,
      method,
      headers: { 'x-latin': 'é\t"ÿ', 'x-empty': '' },
    }));
    const results = await fetchAll(requests, { retries: 0, timeout: 5000, concurrencyPerHost: 1 });
    for (const [n, { preview }] of results.entries()) {
      assert.ok(preview.startsWith(`${requests[n]?.method} /echo HTTP/1.1\r\n`), JSON.stringify(results[n]));
    }
  });
});

describe('a request without headers of its own', () => {
  it('has the usual ones, and no others', async () => {
    await using server = await startFaultServer();
    await withRun([`${server.origin}/echo`], {}, async (run) => {
      const sent = (await run.stored(0)).body.toString();
      assert.deepEqual(sent.toLowerCase().split('\r\n').sort(), [
        'accept-encoding: gzip, deflate, br, zstd',
        'accept: */*',
        'connection: keep-alive',
        'get /echo http/1.1',
        `host: 127.0.0.1:${server.port}`,
        'user-agent: gather/test',
      ]);
    });
  });
});

/** What is a matter of the other end's next turns. */
async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!holds() && performance.now() < deadline) await new Promise(setImmediate);
  assert.ok(holds());
}
