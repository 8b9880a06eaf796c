import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { jsonResult } from '../../../src/export/json.ts';
import { exported } from './exported.ts';

describe('a result as JSON', () => {
  it('is what the API gives, with its details, in one line', () => {
    const row = exported({ title: 'A\nB\u2028' });
    const line = jsonResult(row);
    assert.doesNotMatch(line, /\n/);
    assert.deepEqual(JSON.parse(line), { ...row.result, details: row.details });
  });

  it('has no details where none are stored', () => {
    const { details: _, ...row } = exported();
    assert.equal('details' in (JSON.parse(jsonResult(row)) as object), false);
  });

  it('has the values of fields among the details, by name', () => {
    const row = exported({}, {}, { fields: ['5', ''] });
    const { details } = JSON.parse(jsonResult(row, ['price', 'absent'])) as { details: { fields: unknown } };
    assert.deepEqual(details.fields, { price: '5' });
  });

  it('names the file of a body', () => {
    const row = exported({}, {}, { bodyFile: './a.bin' });
    const { request } = JSON.parse(jsonResult(row)) as { request: unknown };
    assert.deepEqual(request, { url: 'https://e.com/a?b=c', bodyFile: './a.bin' });
  });

  it('is read back as it was, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 100 }), (text, body) => {
        const row = exported({ title: text, preview: text, request: { url: text, name: text, body } });
        const read = JSON.parse(jsonResult(row)) as { title: string; request: { body: { base64: string } } };
        assert.equal(read.title, text);
        assert.deepEqual(new Uint8Array(Buffer.from(read.request.body.base64, 'base64')), body);
      }),
    );
  });

  it('takes bodies that are longer than a list of arguments may be', () => {
    const body = Uint8Array.from({ length: 100_001 }, (_, n) => n % 251);
    const row = exported({ request: { url: 'https://e.com', body } });
    const read = JSON.parse(jsonResult(row)) as { request: { body: { base64: string } } };
    assert.deepEqual(new Uint8Array(Buffer.from(read.request.body.base64, 'base64')), body);
  });
});
