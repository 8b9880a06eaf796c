import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import Papa from 'papaparse';
import { bodyIndexHeader, bodyIndexLine } from '../../../src/export/bodyIndex.ts';
import { byteOrderMark, csvHeader, csvLine, csvResult } from '../../../src/export/csv.ts';
import { exported } from './exported.ts';

const parse = (text: string) => Papa.parse<string[]>(text, { skipEmptyLines: false }).data.slice(0, -1);

describe('a CSV file', () => {
  it('has a header and a line for each result', () => {
    const { result } = exported({ request: { url: 'https://e.com/a', method: 'POST' }, title: 'A, "B"' });
    const failed = exported({
      index: 1,
      outcome: 'failed',
      failure: { kind: 'dns', phase: 'dns', code: 'ENOTFOUND', message: 'No host' },
    }).result;
    assert.equal(
      csvHeader() + csvResult(result) + csvResult(failed),
      [
        'row,name,method,url,outcome,status,finalUrl,hops,attempts,failureKind,failurePhase,failureCode,failureMessage,verdict,contentType,charset,wireBytes,bodyBytes,characters,truncated,start,waited,dns,connect,tls,firstByte,download,reused,total,title,preview',
        '1,,POST,https://e.com/a,ok,200,https://e.com/a,0,1,,,,,,text/plain,UTF-8,10,12,12,,5,0,1,2,3,4,6,,16,"A, ""B""","Hello, world"',
        '2,,GET,https://e.com/a?b=c,failed,200,https://e.com/a?b=c,0,1,dns,dns,ENOTFOUND,No host,,text/plain,UTF-8,10,12,12,,5,0,1,2,3,4,6,,16,,"Hello, world"',
        '',
      ].join('\r\n'),
    );
  });

  it('has no name of a column twice', () => {
    assert.match(csvHeader(['title', 'price']), /,title,preview,field title,price\r\n$/);
  });

  it('ends in a column for each field', () => {
    const { result } = exported();
    const text = csvHeader(['price', 'a,b']) + csvResult(result, ['5', '=x']);
    assert.deepEqual(
      parse(text).map((cells) => cells.slice(-2)),
      [
        ['price', 'a,b'],
        ['5', "'=x"],
      ],
    );
  });

  for (const start of ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
    it(`keeps spreadsheets from reckoning what begins with ${JSON.stringify(start)}`, () => {
      assert.deepEqual(parse(csvLine([`${start}1+1`, 'x'])), [[`'${start}1+1`, 'x']]);
    });
  }

  it('is read back as it was, whatever stands in it', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '=', ';', `'`, ' ', 'a', 'ü') }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const read = Papa.parse<string[]>(rows.map(csvLine).join(''), {
          delimiter: ',',
          newline: '\r\n',
        }).data.slice(0, -1);
        const safe = rows.map((row) =>
          row.map((text) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text)),
        );
        assert.deepEqual(read, safe);
      }),
    );
  });

  it('leaves out what is not there', () => {
    assert.equal(csvLine([undefined, false, true, 0, '']), ',,true,0,\r\n');
  });

  it('begins with a mark that readers of CSV take away', () => {
    assert.deepEqual(parse(`${byteOrderMark}${csvLine(['a', 'b'])}`), [['a', 'b']]);
  });
});

describe('the index of saved bodies', () => {
  it('says which file has which body, and which have none', () => {
    const lines = [
      bodyIndexLine(exported(), 'a.txt'),
      bodyIndexLine(exported({ index: 1 }, {}, { body: 'lost' }), undefined),
    ];
    assert.deepEqual(parse(bodyIndexHeader + lines.join('')), [
      ['row', 'url', 'status', 'outcome', 'contentType', 'file', 'bytes', 'body'],
      ['1', 'https://e.com/a?b=c', '200', 'ok', 'text/plain', 'a.txt', '12', 'whole'],
      ['2', 'https://e.com/a?b=c', '200', 'ok', 'text/plain', '', '12', 'lost'],
    ]);
  });
});
