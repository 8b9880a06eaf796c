import dns from 'node:dns';
import type { LookupFunction } from 'node:net';

type Answer = { addresses: dns.LookupAddress[] } | { error: NodeJS.ErrnoException };

/** How long an answer serves further connections, ms. */
const lifetime = 30_000;

/**
 * Makes a look-up that asks the system once for each name, however many connections want it: `getaddrinfo` runs in a
 * pool of four threads, where forty look-ups of one dead name take seconds.
 */
export function createLookup(resolve: typeof dns.lookup = dns.lookup): LookupFunction {
  const answers = new Map<string, Promise<Answer>>();

  function ask(hostname: string, options: dns.LookupOptions): Promise<Answer> {
    const key = `${hostname} ${options.family ?? 0} ${options.hints ?? 0}`;
    let answer = answers.get(key);
    if (!answer) {
      answer = new Promise((done) => {
        resolve(hostname, { ...options, all: true }, (error, addresses) => {
          done(error ? { error } : { addresses });
          setTimeout(() => answers.delete(key), lifetime).unref();
        });
      });
      answers.set(key, answer);
    }
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
