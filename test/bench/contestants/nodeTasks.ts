import got from 'got';
import { LinkChecker } from 'linkinator';
import pMap from 'p-map';

/** How many URLs were answered with 200, and the bytes of their bodies where those are read. */
export interface Fetched {
  ok: number;
  bytes: number | undefined;
}

/** A way to fetch a list that people write or install in Node; each body is read, and only its length kept. */
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

  async linkinator(urls, concurrency) {
    const { links } = await new LinkChecker().check({ path: [...urls], recurse: false, concurrency });
    return { ok: links.filter(({ status }) => status === 200).length, bytes: undefined };
  },
};
