// A program that fetches its list and tells on standard output what it has shown; it is made to be killed.
import process from 'node:process';
import { resolveOptions } from '../../src/core/options.ts';
import { noProxies } from '../../src/core/proxySettings.ts';
import { RequestList } from '../../src/core/requestList.ts';
import { FetchRun } from '../../src/net/fetchRun.ts';

const chunkSize = 100;
const [folder = '', origin = '', count = '0'] = process.argv.slice(2);
const requests = RequestList.from(Array.from({ length: Number(count) }, (_, index) => `${origin}/${index}`));
const run = new FetchRun(
  {
    count: requests.length,
    folder,
    userAgent: 'Gather/test',
    options: resolveOptions({ concurrencyPerHost: 20 }).options,
    proxies: noProxies,
  },
  {
    batch: ({ ended }) => ended.length > 0 && process.stdout.write(`${[...ended].join(' ')}\n`),
    wants: (first) => run.add(requests.chunk(first, chunkSize)),
    warning: (message) => process.stderr.write(`${message}\n`),
    fault: (error) => process.stderr.write(`${error.stack}\n`),
    end: () => undefined,
  },
);
for (const chunk of requests.chunks(chunkSize)) run.add(chunk);
