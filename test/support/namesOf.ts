import type dns from 'node:dns';
import net from 'node:net';
import type { Network } from '../../src/net/connectors.ts';

/** Names of a network that does not exist: addresses, the code of an error, or no answer at all. */
export function namesOf(
  names: Record<string, readonly string[] | string | undefined>,
): Network & { asked: string[] } {
  const asked: string[] = [];
  const resolve = (name: string, _options: unknown, done: (...results: unknown[]) => void) => {
    asked.push(name);
    const found = names[name];
    if (found === undefined) return;
    if (typeof found === 'string') {
      setImmediate(() => done(Object.assign(new Error(`getaddrinfo ${found}`), { code: found })));
      return;
    }
    const addresses = found.map((address) => ({ address, family: net.isIP(address) }));
    setImmediate(() => done(null, addresses));
  };
  return { asked, resolve: resolve as typeof dns.lookup };
}

/** Every name is loopback. */
export const toLoopback = ((_name: string, _options: unknown, done: (...results: unknown[]) => void) =>
  setImmediate(() => done(null, [{ address: '127.0.0.1', family: 4 }]))) as unknown as typeof dns.lookup;

/** Whether this machine has IPv6 at all. */
export async function hasIpv6(): Promise<boolean> {
  const probe = net.createServer();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  probe.once('error', () => resolve(false)).listen(0, '::1', () => resolve(true));
  return promise.finally(() => probe.close());
}
