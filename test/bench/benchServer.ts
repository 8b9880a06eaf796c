import { fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FixtureCounts } from '../support/fixtureServer.ts';

/** A server in a process of its own that answers `/text/SIZE/…` with so many bytes of text. */
export interface BenchServer extends AsyncDisposable {
  readonly name: string;
  readonly origin: string;
}

/** The fixture server, which can also take its time, and tells what it sees. */
export interface FixtureProcess extends BenchServer {
  counts(): Promise<FixtureCounts>;
  /** When the last connection is closed, in ns by the clock that all processes share. */
  idle(): Promise<bigint>;
}

/** Starts nginx where it is installed, else the fixture server. */
export async function startBenchServer(sizes: readonly number[]): Promise<BenchServer> {
  const { status, stderr } = spawnSync('nginx', ['-v'], { encoding: 'utf8' });
  if (status !== 0) return await startFixtureProcess();
  const [, version = '?'] = /nginx\/(\S+)/.exec(stderr) ?? [];
  return await startNginx(`nginx ${version}`, new Set(sizes));
}

async function startNginx(name: string, sizes: ReadonlySet<number>): Promise<BenchServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gather-nginx-'));
  // Started by root, nginx answers as a user who may read nothing here otherwise.
  await chmod(folder, 0o755);
  const port = await freePort();
  const words = 'all of them at once ';
  const locations: string[] = [];
  for (const size of sizes) {
    const body = words.repeat(Math.ceil(size / words.length)).slice(0, size);
    await writeFile(path.join(folder, `${size}.txt`), body);
    // A short body stands in the configuration: no file is opened for it.
    const answer = size <= 1000 ? `return 200 "${body}";` : `rewrite ^ /${size}.txt break;`;
    locations.push(`location /text/${size}/ { ${answer} }`);
  }
  const config = `
    daemon off; pid ${folder}/pid; error_log ${folder}/error.log crit; worker_processes 1;
    events { worker_connections 4096; }
    http {
      access_log off; keepalive_requests 100000000; keepalive_time 24h; default_type text/plain;
      sendfile on; tcp_nopush on; open_file_cache max=100 inactive=1h; open_file_cache_valid 1h; root ${folder};
      client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
      uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
      server { listen 127.0.0.1:${port} backlog=4096; ${locations.join(' ')} }
    }`;
  await writeFile(path.join(folder, 'nginx.conf'), config);
  const nginx = spawn('nginx', ['-p', folder, '-c', path.join(folder, 'nginx.conf')], { stdio: 'inherit' });
  await answers(port);
  return {
    name,
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      nginx.kill();
      await once(nginx, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts the fixture server in a process of its own. */
export async function startFixtureProcess(): Promise<FixtureProcess> {
  const { reply, ...server } = await startProcess('the fixture server', 'fixtureProcess.ts');
  return {
    ...server,
    counts: () => reply<FixtureCounts>('counts'),
    idle: async () => BigInt((await reply<{ idleAt: string }>('watch')).idleAt),
  };
}

/** Starts the server that answers `/delay/MS/…` after so many ms. */
export async function startWaitingProcess(): Promise<BenchServer> {
  return await startProcess('a server that waits', 'waitingProcess.ts');
}

/** Starts a server's file, which tells where it is, and answers messages if it takes any. */
async function startProcess(name: string, file: string) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)));
  const reply = async <T>(message?: string): Promise<T> => {
    const answered = once(child, 'message') as Promise<[T]>;
    if (message !== undefined) child.send(message);
    return (await answered)[0];
  };
  const { origin } = await reply<{ origin: string }>();
  return {
    name,
    origin,
    reply,
    async [Symbol.asyncDispose]() {
      child.disconnect();
      await once(child, 'exit');
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
