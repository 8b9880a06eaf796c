import dns from 'node:dns';
import type { LookupFunction } from 'node:net';

type Answer = { addresses: dns.LookupAddress[] } | { error: NodeJS.ErrnoException };

interface Asked {
  readonly answer: Promise<Answer>;
  /** When the system was asked, in `performance.now()` ms; 0: not yet. */
  at: number;
  /** In `performance.now()` ms. */
  holdsUntil: number;
}

/** How long an answer serves further connections, ms. */
const lifetime = 30_000;

/** `getaddrinfo` runs in a pool of a few threads that files need too: more at once would only wait there, unseen. */
const atOnce = 4;

/**
 * Look-ups that ask the system once for each name, however many connections want it, and for a few names at once: forty
 * look-ups of one dead name would take seconds. What waits for its turn is not held against it: see `askedAt`.
 */
export class Lookups {
  private readonly resolve: typeof dns.lookup;
  private readonly known = new Map<string, Asked>();
  private readonly queue: (() => void)[] = [];
  private readonly patience: number;
  private underWay = 0;

  /** An answer that has not come after `patience` ms serves only those who wait for it already. */
  constructor(patience: number, resolve: typeof dns.lookup = dns.lookup) {
    this.patience = patience;
    this.resolve = resolve;
  }

  /** For the option `lookup` of a socket. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    void this.ask(hostname, options).then((answer) => {
      if ('error' in answer) return callback(answer.error, options.all ? [] : '');
      const [first] = answer.addresses;
      if (options.all || !first) return callback(null, answer.addresses);
      callback(null, first.address, first.family);
    });
  };

  /** When the system was asked for a name last, in `performance.now()` ms; `undefined` while the name waits for its turn. */
  askedAt(hostname: string): number | undefined {
    return this.known.get(hostname)?.at || undefined;
  }

  private ask(hostname: string, options: dns.LookupOptions): Promise<Answer> {
    const before = this.known.get(hostname);
    if (before && performance.now() < before.holdsUntil) return before.answer;
    const { promise: answer, resolve: done } = Promise.withResolvers<Answer>();
    const asked: Asked = { answer, at: 0, holdsUntil: Infinity };
    this.known.set(hostname, asked);
    this.queue.push(() => {
      asked.at = performance.now();
      asked.holdsUntil = asked.at + this.patience;
      this.resolve(hostname, { ...options, all: true }, (error, addresses) => {
        // A fault that may pass must not be handed to the next try as well.
        const passing = error && error.code !== 'ENOTFOUND';
        asked.holdsUntil = passing ? 0 : performance.now() + lifetime;
        done(error ? { error } : { addresses });
        this.underWay--;
        this.next();
      });
    });
    this.next();
    return answer;
  }

  private next(): void {
    while (this.underWay < atOnce) {
      const ask = this.queue.shift();
      if (!ask) return;
      this.underWay++;
      ask();
    }
  }
}
