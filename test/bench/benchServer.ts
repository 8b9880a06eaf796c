import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own that answers every path with about 1 kB of text. */
export interface BenchServer extends AsyncDisposable {
  readonly name: string;
  readonly origin: string;
}

/** Starts nginx where it is installed, else the fixture server. */
export async function startBenchServer(): Promise<BenchServer> {
  return spawnSync('nginx', ['-v']).status === 0 ? await startNginx() : await startFixture();
}

async function startNginx(): Promise<BenchServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gather-nginx-'));
  const port = await freePort();
  const body = 'all of them at once '.repeat(51).trim();
  const config = `
    daemon off; pid ${folder}/pid; error_log ${folder}/error.log crit; worker_processes 1;
    events { worker_connections 4096; }
    http {
      access_log off; keepalive_requests 1000000; default_type text/plain;
      client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
      uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
      server { listen 127.0.0.1:${port} backlog=4096; location / { return 200 "${body}"; } }
    }`;
  await writeFile(path.join(folder, 'nginx.conf'), config);
  const nginx = spawn('nginx', ['-p', folder, '-c', path.join(folder, 'nginx.conf')], { stdio: 'inherit' });
  const origin = `http://127.0.0.1:${port}`;
  await answers(port);
  return {
    name: 'nginx',
    origin,
    async [Symbol.asyncDispose]() {
      nginx.kill();
      await once(nginx, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startFixture(): Promise<BenchServer> {
  const program = fileURLToPath(new URL('../support/fixtureServer.ts', import.meta.url));
  const server = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  return {
    name: 'the fixture server',
    origin: `${line.toString().trim()}/text/1000`,
    async [Symbol.asyncDispose]() {
      server.kill();
      await once(server, 'exit');
    },
  };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves when the port takes connections; rejects after 5 s. */
async function answers(port: number): Promise<void> {
  const deadline = performance.now() + 5000;
  for (;;) {
    const socket = net.connect(port, '127.0.0.1');
    const open = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (open) return;
    if (performance.now() > deadline) throw new Error(`nothing listens at port ${port}`);
  }
}
