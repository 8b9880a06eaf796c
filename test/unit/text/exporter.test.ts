import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import Papa from 'papaparse';
import type { FetchResult } from '../../../src/api.ts';
import { TextDecoder } from '@exodus/bytes/encoding.js';
import { type ExportEnd, exportRun, exportText } from '../../support/exportRun.ts';
import { startFaultServer } from '../../support/faultServer.ts';
import { type LocalRun, withRun } from '../../support/fetchAll.ts';
import { withServer } from '../../support/fixtureServer.ts';
import { readStoredRun } from '../../support/storedRun.ts';

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gather-export-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Entry {
  request: { url: string };
  response: { status: number; content: { text?: string; encoding?: string; comment?: string; size: number } };
}

async function entriesOf(run: LocalRun): Promise<Entry[]> {
  const archive = JSON.parse(await exportText(run, 'har')) as { log: { entries: Entry[] } };
  return archive.log.entries;
}

const csvRows = (text: string) =>
  Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;

/** Runs paths of the fixture server to the end. */
function withPaths(
  paths: readonly string[],
  use: (run: LocalRun, origin: string) => Promise<void>,
): Promise<void> {
  return withServer(({ origin }) =>
    withRun(
      paths.map((path) => `${origin}${path}`),
      { retries: 0 },
      async (run) => {
        await run.results;
        await use(run, origin);
      },
    ),
  );
}

describe('an export', () => {
  const paths = ['/delay/80/slow', '/item/1', '/redirect/2', '/status/404', '/close', '/image'];

  it('tells of each row what the API tells, in input order', () =>
    withPaths(paths, async (run) => {
      const lines = (await exportText(run, 'ndjson')).trimEnd().split('\n');
      const expected = await Promise.all(
        (await run.results).map(async (result, index) => ({
          ...result,
          details: (await run.stored(index)).details,
        })),
      );
      assert.deepEqual(
        lines.map((line) => JSON.parse(line) as unknown),
        expected,
      );
      assert.deepEqual(JSON.parse(await exportText(run, 'json')), expected);
    }));

  it('of the same run is the same when it was read back from its folder', () =>
    withPaths(paths, async (run) => {
      await run.results;
      const stored = await readStoredRun(run.folder);
      const again = { folder: run.folder, table: stored.table };
      for (const format of ['har', 'csv', 'ndjson', 'json', 'markdown', 'curl', 'urls'] as const) {
        assert.equal(await exportText(again, format), await exportText(run, format));
      }
    }));

  it('has the rows that are asked for, and only those', () =>
    withPaths(paths, async (run, origin) => {
      assert.equal(
        await exportText(run, 'urls', { rows: [1, 3] }),
        `${origin}/item/1\n${origin}/status/404\n`,
      );
      const rows = csvRows(await exportText(run, 'csv', { rows: [1, 3] }));
      assert.deepEqual(
        rows.map(({ row, status }) => [row, status]),
        [
          ['2', '200'],
          ['4', '404'],
        ],
      );
    }));

  it('of a run that is under way has what has ended', () =>
    withServer(({ origin }) =>
      withRun([`${origin}/hang`, `${origin}/item/1`, `${origin}/hang`], {}, async (run) => {
        await run.ended(1);
        assert.deepEqual(
          csvRows(await exportText(run, 'csv')).map(({ row }) => row),
          ['2'],
        );
        assert.equal((await exportText(run, 'curl', { unended: true })).split('\n').length, 4);
        run.fetchRun.cancel(0);
        await run.ended(2);
        assert.deepEqual(
          csvRows(await exportText(run, 'csv')).map(({ row, outcome }) => [row, outcome]),
          [
            ['1', 'cancelled'],
            ['2', 'ok'],
          ],
        );
      }),
    ));

  it('holds no secret', () =>
    withServer(({ origin }) => {
      const url = new URL(`${origin}/redirect/1?token=SECRET1`);
      url.username = 'me';
      url.password = 'SECRET2';
      const requests = [
        {
          url: url.href,
          method: 'POST',
          headers: { Authorization: 'Bearer SECRET3', Cookie: 'a=SECRET4' },
          body: '{"password": "SECRET5"}',
          options: { params: { api_key: 'SECRET6' }, hostHeaders: { [origin]: { 'X-Own': 'SECRET7' } } },
        },
        { url: 'https://me:SECRET8@nothing.invalid:1/?key=SECRET9' },
      ];
      return withRun(requests, { retries: 0 }, async (run) => {
        await run.results;
        for (const format of ['har', 'csv', 'ndjson', 'json', 'markdown', 'curl', 'urls'] as const) {
          const text = await exportText(run, format);
          assert.match(text, /nothing\.invalid/);
          assert.doesNotMatch(text, /SECRET\d/, format);
        }
        await withFolder(async (folder) => {
          await exportRun(run, { type: 'bodies', folder, taken: [] });
          assert.doesNotMatch(await readFile(join(folder, 'index.csv'), 'utf8'), /SECRET\d/);
        });
      });
    }));

  it('tells of what was never stored what is known', () =>
    withPaths(['/item/1', '/status/404'], async ({ table }) => {
      const results: (FetchResult | undefined)[] = [0, 1].map((index) => table.result(index));
      const bare = Object.create(table, {
        number: {
          value: (column: Parameters<typeof table.number>[0], index: number) =>
            column === 'recordLength' ? 0 : table.number(column, index),
        },
      }) as typeof table;
      const lines = (await exportText({ folder: '/nowhere', table: bare }, 'ndjson')).trimEnd().split('\n');
      assert.deepEqual(
        lines.map((line) => JSON.parse(line) as unknown),
        results,
      );
    }));

  it('fails where the stored results are gone', () =>
    withPaths(['/item/1'], async (run) => {
      await rm(join(run.folder, 'results.ndjson'));
      const end = await exportRun(run, { type: 'text', format: 'csv', most: Infinity });
      assert.equal(end.type === 'exportFailed' && end.why, 'gone');
    }));

  it('does without records that are torn, and bodies that are missing', () =>
    withPaths(['/item/1', '/item/2'], async (run) => {
      const results = join(run.folder, 'results.ndjson');
      const whole = await readFile(results);
      await truncate(results, whole.indexOf('\n') + 20);
      await truncate(join(run.folder, 'bodies'), 3);
      const rows = csvRows(await exportText(run, 'csv'));
      assert.deepEqual(rows.map(({ outcome, attempts }) => `${outcome} ${attempts}`).sort(), [
        'ok 0',
        'ok 1',
      ]);
      assert.ok((await entriesOf(run)).some(({ response }) => response.content.comment?.startsWith('lost')));
      await writeFile(results, ' '.repeat(whole.length));
      assert.deepEqual(
        csvRows(await exportText(run, 'csv')).map(({ attempts }) => attempts),
        ['0', '0'],
      );
    }));

  it('goes on where a file has grown since it was read', () =>
    withPaths(['/item/1', '/item/2'], async (run) => {
      const results = join(run.folder, 'results.ndjson');
      const whole = await readFile(results);
      await truncate(results, 0);
      const { BlockReader } = await import('../../../src/text/blockReader.ts');
      const reader = new BlockReader(results);
      assert.equal(reader.read([0, 10]).length, 0);
      await appendFile(results, whole);
      assert.deepEqual(reader.read([0, whole.length]), whole);
      reader.close();
    }));
});

describe('bodies in an archive', () => {
  it('are text by its charset, and base64 where they are none', async () => {
    await using server = await startFaultServer();
    const names = [
      'utf8-bom',
      'header',
      'big5',
      'header-unknown',
      'utf8-broken',
      'iso-8859-1',
      'no-type-bytes',
    ];
    const urls = names.map((name) => `${server.origin}/charset/${name}`);
    await withRun(urls, {}, async (run) => {
      const results = await run.results;
      const entries = await entriesOf(run);
      for (const [index, { response }] of entries.entries()) {
        const { body } = await run.stored(index);
        const { charset, characters } = results[index] ?? assert.fail();
        const { text, encoding } = response.content;
        if (characters === undefined) assert.deepEqual([text, encoding], [body.toString('base64'), 'base64']);
        else
          assert.deepEqual([text, encoding], [new TextDecoder(charset ?? 'utf-8').decode(body), undefined]);
      }
      assert.equal(entries[0]?.response.content.text, '€');
      assert.equal(entries[1]?.response.content.text, 'Привет');
      assert.equal(entries.at(-1)?.response.content.encoding, 'base64');
    });
  });

  it('may be large, in pieces, and cut', () =>
    withServer(({ origin }) =>
      withRun(
        [`${origin}/bytes/20000000`, `${origin}/text/5000000`, `${origin}/bytes/3000001`, `${origin}/item/1`],
        { maxBodyBytes: 10_000_000 },
        async (run) => {
          await run.results;
          const entries = await entriesOf(run);
          for (const [index, { response }] of entries.entries()) {
            const { body } = await run.stored(index);
            const { text = '', encoding } = response.content;
            const written = encoding === 'base64' ? Buffer.from(text, 'base64') : Buffer.from(text);
            assert.ok(written.equals(body), `body ${index} differs`);
          }
          assert.match(entries[0]?.response.content.comment ?? '', /^truncated/);
        },
      ),
    ));
});

describe('a file that is exported', () => {
  it('is new, with a byte order mark where it is CSV', () =>
    withPaths(['/item/1'], (run) =>
      withFolder(async (folder) => {
        const path = join(folder, 'a');
        const end = await exportRun(run, { type: 'file', format: 'csv', path });
        assert.deepEqual(end, { type: 'exported', id: 1, report: { rows: 1 } });
        assert.equal(await readFile(path, 'utf8'), `\ufeff${await exportText(run, 'csv')}`);
        await exportRun(run, { type: 'file', format: 'json', path: join(folder, 'b') }, { rows: [] });
        assert.deepEqual(JSON.parse(await readFile(join(folder, 'b'), 'utf8')), []);
      }),
    ));

  it('takes the place of no other', () =>
    withPaths(['/item/1'], (run) =>
      withFolder(async (folder) => {
        const path = join(folder, 'a');
        await writeFile(path, 'before');
        const end = await exportRun(run, { type: 'file', format: 'csv', path });
        assert.match(end.type === 'exportFailed' ? end.reason : '', /EEXIST/);
        assert.equal(await readFile(path, 'utf8'), 'before');
      }),
    ));

  it('is gone when it is cancelled, or fails', () =>
    withPaths(['/item/1', '/text/5000000'], (run) =>
      withFolder(async (folder) => {
        const path = join(folder, 'a');
        const cancelled = await exportRun(run, { type: 'file', format: 'har', path }, { cancelAt: 0 });
        assert.equal(cancelled.type, 'exportFailed');
        assert.deepEqual(await readdir(folder), []);
        const asked = await exportRun(run, { type: 'file', format: 'har', path }, { cancelAt: 1 });
        assert.equal(asked.type, 'exportFailed');
        assert.deepEqual(await readdir(folder), []);
        await rm(join(run.folder, 'results.ndjson'));
        const failed = await exportRun(run, { type: 'file', format: 'har', path });
        assert.equal(failed.type, 'exportFailed');
        assert.deepEqual(await readdir(folder), []);
      }),
    ));

  it('is said to be impossible where there is no folder', () =>
    withPaths(['/item/1'], (run) =>
      withFolder(async (folder) => {
        const end = await exportRun(run, { type: 'file', format: 'csv', path: join(folder, 'no', 'a') });
        assert.match(end.type === 'exportFailed' ? end.reason : '', /ENOENT/);
      }),
    ));
});

describe('a text that is exported', () => {
  it('is no longer than was asked for', () =>
    withPaths(['/item/1'], async (run) => {
      const end = await exportRun(run, { type: 'text', format: 'csv', most: 100 });
      assert.equal(end.type === 'exportFailed' && end.why, 'tooLong');
    }));
});

describe('bodies that are saved', () => {
  const paths = ['/item/1', '/text/2000', '/item/1?again', '/image', '/status/404', '/close', '/bytes/0'];

  it('are the bodies, under names of their own, with an index', () =>
    withPaths(paths, (run, origin) =>
      withFolder(async (folder) => {
        await writeFile(join(folder, '1.txt'), 'before');
        await writeFile(join(folder, 'INDEX.CSV'), 'before');
        const taken = await readdir(folder);
        const end = await exportRun(run, { type: 'bodies', folder, taken });
        const index = csvRows(await readFile(join(folder, 'index-2.csv'), 'utf8'));
        assert.deepEqual(
          index.map(({ url = '', file, body }) => [url.slice(origin.length), file, body]),
          [
            ['/item/1', '1-2.txt', 'whole'],
            ['/text/2000', '2000.txt', 'whole'],
            ['/item/1?again', '1-3.txt', 'whole'],
            ['/image', 'image.png', 'whole'],
            ['/status/404', '404.txt', 'whole'],
            ['/close', '', 'none'],
            ['/bytes/0', '', 'empty'],
          ],
        );
        for (const [row, { file }] of index.entries()) {
          if (file) assert.deepEqual(await readFile(join(folder, file)), (await run.stored(row)).body);
        }
        const files = index.flatMap(({ file }) => (file ? [file] : []));
        assert.deepEqual(end.type === 'exported' && end.report.files, ['index-2.csv', ...files]);
        assert.deepEqual((await readdir(folder)).sort(), [...taken, 'index-2.csv', ...files].sort());
        assert.equal(await readFile(join(folder, '1.txt'), 'utf8'), 'before');
      }),
    ));

  it('overwrite nothing that comes meanwhile', () =>
    withPaths(['/item/1'], (run) =>
      withFolder(async (folder) => {
        await writeFile(join(folder, '1.txt'), 'before');
        await exportRun(run, { type: 'bodies', folder, taken: [] });
        assert.equal(await readFile(join(folder, '1.txt'), 'utf8'), 'before');
        assert.equal(await readFile(join(folder, '1-2.txt'), 'utf8'), 'item 1\n');
      }),
    ));

  it('are told in the index where they are cut or lost', () =>
    withServer(({ origin }) =>
      withRun([`${origin}/text/5000`, `${origin}/item/1`], { maxBodyBytes: 1000 }, async (run) => {
        await run.results;
        await withFolder(async (folder) => {
          await exportRun(run, { type: 'bodies', folder, taken: [] });
          const index = csvRows(await readFile(join(folder, 'index.csv'), 'utf8'));
          assert.deepEqual(
            index.map(({ body, bytes }) => [body, bytes]),
            [
              ['truncated', '1000'],
              ['whole', '7'],
            ],
          );
        });
        await rm(join(run.folder, 'bodies'));
        await withFolder(async (folder) => {
          await exportRun(run, { type: 'bodies', folder, taken: [] });
          assert.deepEqual(await readdir(folder), ['index.csv']);
          const index = csvRows(await readFile(join(folder, 'index.csv'), 'utf8'));
          assert.deepEqual(
            index.map(({ body, file }) => [body, file]),
            [
              ['lost', ''],
              ['lost', ''],
            ],
          );
        });
      }),
    ));

  it('are gone, and nothing else is, when that is cancelled', () =>
    withPaths(['/item/1', '/item/2'], (run) =>
      withFolder(async (folder) => {
        await writeFile(join(folder, '1.txt'), 'before');
        await exportRun(run, { type: 'bodies', folder, taken: ['1.txt'] }, { cancelAt: 1 });
        assert.deepEqual(await readdir(folder), ['1.txt']);
      }),
    ));
});

// Only a POSIX shell can limit how much a process writes into a file.
if (process.platform !== 'win32') {
  describe('a disk that takes no more', () => {
    for (const type of ['file', 'bodies']) {
      it(`is told, and nothing of the ${type} is left`, () =>
        withPaths(['/item/1', '/text/100000'], (run) =>
          withFolder(async (folder) => {
            const path = type === 'file' ? join(folder, 'a.har') : folder;
            const script = join(import.meta.dirname, '../../support/exportStored.ts');
            const words = ['ulimit -f 16; exec "$@"', 'sh', process.execPath, script, run.folder, type, path];
            const { stdout } = await promisify(execFile)('sh', ['-c', ...words]);
            const end = JSON.parse(stdout) as ExportEnd;
            assert.match(end.type === 'exportFailed' ? end.reason : stdout, /^EFBIG: file too large/);
            assert.deepEqual(await readdir(folder), []);
          }),
        ));
    }
  });
}
