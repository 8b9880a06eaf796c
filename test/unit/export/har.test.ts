import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv, type AnySchemaObject } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import type { ExportedRow } from '../../../src/export/exportedRow.ts';
import { harEnd, harEntries, harStart } from '../../../src/export/har.ts';
import { harUrl } from '../../../src/export/harUrl.ts';
import { exported } from './exported.ts';

const schemaFolder = dirname(createRequire(import.meta.url).resolve('har-schema'));
const ajv = new Ajv({ strict: false });
addFormats.default(ajv);
ajv.addMetaSchema(draft6);
for (const name of globSync('*.json', { cwd: schemaFolder })) {
  ajv.addSchema(JSON.parse(readFileSync(join(schemaFolder, name), 'utf8')) as AnySchemaObject);
}
const isValid = ajv.getSchema('har.json') ?? assert.fail('there is no schema');

interface Entry {
  startedDateTime: string;
  time: number;
  request: { method: string; url: string; postData?: object; bodySize: number };
  response: {
    status: number;
    redirectURL: string;
    headers: { name: string; value: string }[];
    content: Record<string, unknown>;
    _error?: string;
  };
  timings: Record<string, number>;
}

/** The entries of an archive of these rows, which must be valid; each hole is filled with `body`. */
function entriesOf(rows: readonly ExportedRow[], body = 'BODY'): Entry[] {
  const entries = rows
    .map((row) => harEntries(row, { startedAt: 0 }))
    .filter((pieces) => pieces.length > 0)
    .map((pieces) => pieces.map((piece) => (typeof piece === 'string' ? piece : body)).join(''));
  const archive = JSON.parse(harStart({ version: '1.2.3' }) + entries.join(',\n') + harEnd) as {
    log: { entries: Entry[] };
  };
  assert.ok(isValid(archive), ajv.errorsText(isValid.errors));
  return archive.log.entries;
}

function entryOf(row: ExportedRow): Entry {
  const [entry] = entriesOf([row]);
  return entry ?? assert.fail('there is no entry');
}

describe('an HTTP archive', () => {
  it('is valid without an entry, which not everything is', () => {
    assert.deepEqual(entriesOf([]), []);
    assert.equal(isValid({ log: { version: '1.2', creator: {}, entries: [] } }), false);
  });

  it('tells of an answer all that is known', () => {
    assert.deepEqual(entryOf(exported()), {
      startedDateTime: '1970-01-01T00:00:00.005Z',
      time: 16,
      request: {
        method: 'GET',
        url: 'https://e.com/a?b=c',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: [
          { name: 'host', value: 'e.com' },
          { name: 'accept', value: '*/*' },
          { name: 'accept-encoding', value: 'gzip' },
        ],
        queryString: [{ name: 'b', value: 'c' }],
        headersSize: -1,
        bodySize: 0,
      },
      response: {
        status: 200,
        statusText: 'OK',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: [{ name: 'content-type', value: 'text/plain' }],
        content: { size: 12, compression: 2, mimeType: 'text/plain', text: 'BODY' },
        redirectURL: '',
        headersSize: -1,
        bodySize: 10,
      },
      cache: {},
      timings: { blocked: -1, dns: 1, connect: 5, ssl: 3, send: 0, wait: 4, receive: 6 },
    });
  });

  it('has -1 for what did not take place on a connection that had served before', () => {
    const { timings } = exported().result;
    const { timings: written, time } = entryOf(exported({ timings: { ...timings, reused: true } }));
    assert.deepEqual(written, { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: 4, receive: 6 });
    assert.equal(time, 10);
  });

  it('has an entry for each redirect, with the method that was sent then', () => {
    const entries = entriesOf([
      exported(
        { request: { url: 'https://e.com/a', method: 'POST', body: 'x' }, url: 'https://e.com/c', hops: 2 },
        {
          redirects: [
            { status: 307, url: 'https://e.com/a?page=1' },
            { status: 303, url: 'https://e.com/b' },
          ],
          attempts: [{ start: 5, total: 100, status: 200 }],
        },
      ),
    ]);
    assert.deepEqual(
      entries.map(({ request, response, startedDateTime, time }) => [
        request.method,
        request.url,
        'postData' in request,
        response.status,
        response.redirectURL,
        response.headers.find(({ name }) => name === 'location')?.value,
        startedDateTime.slice(-5),
        time,
      ]),
      [
        ['POST', 'https://e.com/a?page=1', true, 307, 'https://e.com/b', 'https://e.com/b', '.005Z', 0],
        ['POST', 'https://e.com/b', true, 303, 'https://e.com/c', 'https://e.com/c', '.005Z', 0],
        ['GET', 'https://e.com/c', false, 200, '', undefined, '.089Z', 16],
      ],
    );
  });

  it('has the method that was sent, where a URL was only checked', () => {
    const entries = entriesOf([
      exported({ hops: 1 }, { method: 'HEAD', redirects: [{ status: 303, url: 'https://e.com/' }] }),
    ]);
    assert.deepEqual(
      entries.map(({ request }) => request.method),
      ['HEAD', 'HEAD'],
    );
  });

  it('holds what is no text in base64', () => {
    const { characters: _, ...result } = exported().result;
    const { content } = entryOf({ ...exported(), result }).response;
    assert.equal(content['encoding'], 'base64');
  });

  it('says why a body is cut or missing', () => {
    const content = (body: ExportedRow['body']) => entryOf(exported({}, {}, { body })).response.content;
    assert.match(String(content('truncated')['comment']), /^truncated/);
    assert.equal(content('truncated')['text'], 'BODY');
    assert.match(String(content('lost')['comment']), /^lost/);
    assert.match(String(content('none')['comment']), /^no body/);
    assert.deepEqual(Object.keys(content('empty')), ['size', 'mimeType']);
    assert.equal(content('lost')['text'], undefined);
  });

  it('tells why there is no answer', () => {
    const { status: _, ...result } = exported({
      outcome: 'failed',
      failure: { kind: 'timeout', message: 'Too slow' },
      timings: { ...exported().result.timings, firstByte: 0, download: 0 },
    }).result;
    const row = {
      ...exported({}, { attempts: [{ start: 5, total: 1000 }] }, { body: 'none' as const }),
      result,
    };
    const { response, time } = entryOf(row);
    assert.deepEqual([response.status, response._error, time], [0, 'Too slow', 1000]);
  });

  it('leaves out what is no URL of HTTP', () => {
    const row = (url: string) => exported({ request: { url }, url });
    assert.deepEqual(entriesOf([row('nothing'), row('data:,a'), row('')]), []);
  });

  it('takes nothing that a server sends for the place of the body', () => {
    const mark = '\ue000body\ue000';
    const row = exported(
      { contentType: mark, attempts: 2 },
      { statusText: mark, headers: [['x', mark]], requestHeaders: [['x', mark]] },
    );
    assert.deepEqual(
      [entryOf(row).response.content['text'], entryOf(row).response.content['mimeType']],
      ['BODY', mark],
    );
  });

  it('is valid whatever was asked and answered', () => {
    const text = fc.string({ unit: 'binary' });
    const pairs = fc.array(fc.tuple(text, text), { maxLength: 3 });
    fc.assert(
      fc.property(text, pairs, text, fc.oneof(text, fc.uint8Array()), (url, headers, any, body) => {
        const target = `https://e.com/${url}`;
        const row = exported(
          { request: { url: target, body, method: any }, url: target, contentType: any },
          { headers, requestHeaders: headers, statusText: any },
        );
        assert.equal(entriesOf([row, row]).length, 2);
      }),
    );
  });
});

describe('a URL in an archive', () => {
  const urls: [url: string, shown: string | undefined][] = [
    ['https://e.com/a|b?c={d}[e]&f=%zz%41#g#h', 'https://e.com/a%7Cb?c=%7Bd%7D%5Be%5D&f=%25zz%41'],
    ['https://user:pw@ü.com/ü', 'https://xn--tda.com/%C3%BC'],
    ['http://[::1]:80/', 'http://[::1]/'],
    ['ftp://e.com', undefined],
    ['e.com', undefined],
  ];
  for (const [url, shown] of urls) it(`is ${shown} for ${url}`, () => assert.equal(harUrl(url), shown));
});
