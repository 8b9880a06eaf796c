import dns from 'node:dns';
import type { LookupFunction } from 'node:net';

type Answer = { addresses: dns.LookupAddress[] } | { error: NodeJS.ErrnoException };

interface Asked {
  readonly answer: Promise<Answer>;
  /** In `performance.now()` ms; until it has come it holds in any case. */
  holdsUntil: number;
}

/** How long an answer serves further connections, ms. */
const lifetime = 30_000;

/**
 * Makes a look-up that asks the system once for each name, however many connections want it: `getaddrinfo` runs in a
 * pool of four threads, where forty look-ups of one dead name take seconds.
 */
export function createLookup(resolve: typeof dns.lookup = dns.lookup): LookupFunction {
  const known = new Map<string, Asked>();

  function ask(hostname: string, options: dns.LookupOptions): Promise<Answer> {
    const key = `${hostname} ${options.family ?? 0} ${options.hints ?? 0}`;
    const before = known.get(key);
    if (before && performance.now() < before.holdsUntil) return before.answer;
    const { promise: answer, resolve: done } = Promise.withResolvers<Answer>();
    const asked: Asked = { answer, holdsUntil: Infinity };
    known.set(key, asked);
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      // A fault that may pass must not be handed to the next try as well.
      const passing = error && error.code !== 'ENOTFOUND';
      asked.holdsUntil = passing ? 0 : performance.now() + lifetime;
      done(error ? { error } : { addresses });
    });
    return answer;
  }

  return (hostname, options, callback) => {
    void ask(hostname, options).then((answer) => {
      if ('error' in answer) return callback(answer.error, options.all ? [] : '');
      const [first] = answer.addresses;
      if (options.all || !first) return callback(null, answer.addresses);
      callback(null, first.address, first.family);
    });
  };
}
