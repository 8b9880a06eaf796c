import got from 'got';
import { LinkChecker } from 'linkinator';
import pMap from 'p-map';
import { Agent, type Dispatcher } from 'undici';

/** How many URLs were answered with 200, and the bytes of their bodies where those are read. */
export interface Fetched {
  ok: number;
  bytes: number | undefined;
}

/** A way to fetch a list in Node; each body is read, and only its length kept. */
export type NodeTask = (urls: readonly string[], concurrency: number) => Promise<Fetched>;

async function mapAll(
  urls: readonly string[],
  concurrency: number,
  fetchOne: (url: string) => Promise<{ status: number; bytes: number }>,
): Promise<Fetched> {
  const answers = await pMap(urls, fetchOne, { concurrency });
  return {
    ok: answers.filter(({ status }) => status === 200).length,
    bytes: answers.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** One exchange by undici's lowest call; what comes is counted and forgotten. */
function dispatch(agent: Agent, url: string): Promise<{ status: number; bytes: number }> {
  const { origin, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    let status = 0;
    let bytes = 0;
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: () => undefined,
      onResponseStart: (_controller, statusCode) => void (status = statusCode),
      onResponseData: (_controller, chunk) => void (bytes += chunk.length),
      onResponseEnd: () => resolve({ status, bytes }),
      onResponseError: (_controller, error) => reject(error),
    };
    agent.dispatch({ origin, path: pathname + search, method: 'GET' }, handler);
  });
}

/** By the name under which a process is asked for it. */
export const nodeTasks: Record<string, NodeTask> = {
  fetch: (urls, concurrency) =>
    mapAll(urls, concurrency, async (url) => {
      const response = await fetch(url);
      return { status: response.status, bytes: (await response.arrayBuffer()).byteLength };
    }),

  got: (urls, concurrency) =>
    mapAll(urls, concurrency, async (url) => {
      const { statusCode, rawBody } = await got(url);
      return { status: statusCode, bytes: rawBody.length };
    }),

  async undici(urls, concurrency) {
    const agent = new Agent({ connections: concurrency, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
    const queue = urls.values();
    const sum = { ok: 0, bytes: 0 };
    const walk = async () => {
      for (const url of queue) {
        const { status, bytes } = await dispatch(agent, url);
        if (status === 200) sum.ok += 1;
        sum.bytes += bytes;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, walk));
    return sum;
  },

  async linkinator(urls, concurrency) {
    const { links } = await new LinkChecker().check({ path: [...urls], recurse: false, concurrency });
    return { ok: links.filter(({ status }) => status === 200).length, bytes: undefined };
  },
};
