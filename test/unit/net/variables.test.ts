import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { FetchRequest } from '../../../src/api.ts';
import type { RequestExtras } from '../../../src/core/requestList.ts';
import type { RunValues } from '../../../src/core/runValues.ts';
import { noValues } from '../../../src/core/runValues.ts';
import { withRun } from '../../support/fetchAll.ts';
import { startFixtureServer, withServer } from '../../support/fixtureServer.ts';
import { sha256 } from '../../support/sha256.ts';

const secret = 'pa$$ "w0rd"/&?';
const encoded = 'pa%24%24%20%22w0rd%22%2F%26%3F';

/** The texts of all files of a run. */
async function filesOf(folder: string): Promise<string> {
  const names = await readdir(folder);
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')))).join('\n');
}

const bodyOf = async (run: { stored(index: number): Promise<{ body: Buffer }> }, index: number) =>
  (await run.stored(index)).body.toString();

describe('the variables of requests', () => {
  it('are filled in when a request is sent, and stay as they are in what is stored', () =>
    withServer(async ({ origin }) => {
      const requests: FetchRequest[] = [
        { url: `{{$processEnv BASE}}/headers/{{$dotenv ID}}?a={{$processEnv A}}` },
        { url: `${origin}/echo`, method: 'POST', body: '{{$guid}} {{$guid}} {{$timestamp}} {{other}}' },
        {
          url: `${origin}/headers/1`,
          headers: { 'X-A': '{{$processEnv A}}' },
          options: { params: { p: '{{$dotenv ID}}' } },
        },
      ];
      const values: RunValues = { ...noValues, processEnv: { BASE: origin, A: 'x y' }, dotenv: { ID: '7' } };
      await withRun(
        requests,
        { headers: { 'X-Run': '{{$dotenv ID}}' } },
        async (run) => {
          const results = await run.results;
          assert.deepEqual(
            results.map(({ outcome }) => outcome),
            ['ok', 'ok', 'ok'],
          );
          const first = JSON.parse(await bodyOf(run, 0)) as { url: string; headers: Record<string, string> };
          assert.equal(first.url, '/headers/7?a=x%20y');
          assert.equal(first.headers['x-run'], '7');
          assert.equal(results[0]?.url, `${origin}/headers/7?a=x%20y`);
          const { body } = JSON.parse(await bodyOf(run, 1)) as { body: string };
          const [one, other, time, rest] = body.split(' ');
          assert.match(one ?? '', /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
          assert.notEqual(one, other);
          assert.ok(Math.abs(Number(time) - Date.now() / 1000) < 60);
          assert.equal(rest, '{{other}}');
          const third = JSON.parse(await bodyOf(run, 2)) as { url: string; headers: Record<string, string> };
          assert.deepEqual([third.url, third.headers['x-a']], ['/headers/1?p=7', 'x y']);
          const stored = await readFile(join(run.folder, 'requests.ndjson'), 'utf8');
          assert.match(stored, /"url":"\{\{\$processEnv BASE\}\}\/headers/);
        },
        undefined,
        values,
      );
    }));

  it('that have no value are failures of their requests alone', () =>
    withServer(async ({ origin, counts }) => {
      const urls = [
        `${origin}/item/{{$processEnv A}}`,
        `${origin}/item/{{$dotenv B}}`,
        `${origin}/item/{{$secret C}}`,
        `http://{{$guid}}.localhost/`,
        `${origin}/item/fine`,
      ];
      await withRun(urls, {}, async (run) => {
        const results = await run.results;
        assert.deepEqual(
          results.map(({ failure }) => failure?.kind),
          ['input', 'input', 'input', 'input', undefined],
        );
        const messages = results.map(({ failure }) => failure?.message ?? '');
        assert.match(messages[0] ?? '', /environment variable A is not set/);
        assert.match(messages[1] ?? '', /B is in no \.env file/);
        assert.match(messages[2] ?? '', /secret C may not be sent to http:\/\/127/);
        assert.match(messages[3] ?? '', /cannot be part of the host/);
        assert.equal(counts.requests, 1);
      });
    }));
});

describe('secrets', () => {
  it('are sent as they are, and are in no result and no file', () =>
    withServer(async ({ origin }) => {
      const request: FetchRequest = {
        url: `${origin}/digest?k={{$secret S}}`,
        method: 'POST',
        headers: { Authorization: 'Bearer {{$secret S}}', 'X-Key': '{{$secret S}}' },
        body: 'body {{$secret S}}',
      };
      const values: RunValues = { ...noValues, secrets: { S: { value: secret, origins: [origin] } } };
      await withRun(
        [
          request,
          { url: `http://{{$secret S}}@${origin.slice(7)}/digest` },
          `${origin}/redirect-to?url=/item/{{$secret S}}`,
        ],
        {},
        async (run) => {
          const results = await run.results;
          assert.deepEqual(JSON.parse(await bodyOf(run, 0)), [
            sha256(`/digest?k=${encoded}`),
            sha256(`Bearer ${secret}`),
            sha256(secret),
            sha256(`body ${secret}`),
          ]);
          assert.match(results[0]?.url ?? '', /\?k=•••$/);
          const [, authorization] = JSON.parse(await bodyOf(run, 1)) as string[];
          assert.equal(authorization, sha256(`Basic ${Buffer.from(`${secret}:`).toString('base64')}`));
          const { details } = await run.stored(0);
          assert.deepEqual(
            details.requestHeaders.filter(([name]) => /^(authorization|x-key)$/i.test(name)),
            [
              ['Authorization', 'Bearer •••'],
              ['X-Key', '•••'],
            ],
          );
          const bodies = await readFile(join(run.folder, 'bodies'), 'latin1');
          const shown = JSON.stringify(results) + (await filesOf(run.folder)).replace(bodies, '');
          for (const shape of [
            secret,
            encoded,
            JSON.stringify(secret).slice(1, -1),
            encodeURIComponent(secret),
            encodeURI(secret),
          ]) {
            assert.ok(!shown.includes(shape), shape);
          }
        },
        undefined,
        values,
      );
    }));

  it('go to no origin for which they were not approved, by redirects neither', async () => {
    await using trusted = await startFixtureServer();
    await using other = await startFixtureServer();
    const away = (status: number) =>
      `${trusted.origin}/redirect-to?status=${status}&url=${other.origin}/digest`;
    const headers = { 'X-Key': '{{$secret S}}' };
    const requests: FetchRequest[] = [
      { url: `${other.origin}/digest`, headers },
      { url: away(302), headers },
      { url: away(307), method: 'POST', body: '{{$secret S}}' },
      { url: away(303), method: 'POST', body: '{{$secret S}}' },
      { url: `${trusted.origin}/redirect-to?url=/digest`, headers },
    ];
    const values: RunValues = { ...noValues, secrets: { S: { value: secret, origins: [trusted.origin] } } };
    const hostHeaders = {
      [trusted.origin]: { Authorization: '{{$secret S}}' },
      [other.origin]: { Authorization: '{{$secret S}}' },
    };
    await withRun(
      requests,
      { hostHeaders, retries: 0 },
      async (run) => {
        const results = await run.results;
        assert.match(results[0]?.failure?.message ?? '', /may not be sent to/);
        const none = sha256('');
        assert.deepEqual((JSON.parse(await bodyOf(run, 1)) as string[]).slice(1), [none, none, none]);
        assert.match(results[2]?.failure?.message ?? '', /secret in the body may not be sent/);
        assert.deepEqual((JSON.parse(await bodyOf(run, 3)) as string[]).slice(1), [none, none, none]);
        assert.deepEqual((JSON.parse(await bodyOf(run, 4)) as string[]).slice(1), [
          sha256(secret),
          sha256(secret),
          none,
        ]);
      },
      undefined,
      values,
    );
  });
});

describe('a body from a file', () => {
  it('is read in the workspace alone, and else the failure of its request', () =>
    withServer(async ({ origin }) => {
      const folder = await mkdtemp(join(tmpdir(), 'gather-bodies-'));
      try {
        const root = join(folder, 'workspace');
        await mkdir(join(root, 'sub'), { recursive: true });
        await writeFile(join(root, 'in.txt'), 'in the workspace');
        await writeFile(join(folder, 'out.txt'), 'outside');
        await symlink(join(folder, 'out.txt'), join(root, 'link.txt'));
        const request = (bodyFile: string): FetchRequest & RequestExtras => ({
          url: `${origin}/echo`,
          method: 'PUT',
          bodyFile,
        });
        const files = [
          '../in.txt',
          join(root, 'in.txt'),
          'none.txt',
          '../../out.txt',
          '../link.txt',
          '..',
          '.',
        ];
        const values: RunValues = { ...noValues, bodyFiles: { base: join(root, 'sub'), roots: [root] } };
        await withRun(
          files.map(request),
          {},
          async (run) => {
            const results = await run.results;
            assert.deepEqual(JSON.parse(await bodyOf(run, 0)), { method: 'PUT', body: 'in the workspace' });
            assert.deepEqual(
              results.map(({ failure }) => failure?.kind),
              [undefined, undefined, 'input', 'input', 'input', 'input', 'input'],
            );
            const messages = results.map(({ failure }) => failure?.message ?? '');
            assert.match(messages[2] ?? '', /There is no file none\.txt/);
            for (const nth of [3, 4, 5]) assert.match(messages[nth] ?? '', /outside of the workspace/);
            assert.match(messages[6] ?? '', /is not a file/);
          },
          undefined,
          values,
        );
        await withRun([request('../in.txt')], {}, async (run) => {
          assert.match((await run.results)[0]?.failure?.message ?? '', /may not be read here/);
        });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }));
});
