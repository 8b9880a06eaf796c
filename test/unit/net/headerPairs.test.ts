import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HeaderPairs } from '../../../src/net/headerPairs.ts';
import { JsonLine } from '../../../src/net/jsonLine.ts';

describe('pairs of headers', () => {
  it('are written as JSON does, however often and in whatever order they come', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom('date', 'etag', 'x-ü', '"'),
            fc.constantFrom('', 'one', 'two "2"', 'drei\t€'),
          ),
        ),
        (headers) => {
          const pairs = new HeaderPairs();
          const line = new JsonLine();
          for (const [name, value] of headers) {
            pairs.write(line, name, value);
            line.raw('\n');
          }
          assert.equal(
            Buffer.from(line.take()).toString(),
            headers.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}\n`).join(''),
          );
        },
      ),
    ));

  it('are written also where there are more names than are kept', () => {
    const pairs = new HeaderPairs();
    const written = (name: string) => {
      const line = new JsonLine();
      pairs.write(line, name, 'value');
      return Buffer.from(line.take()).toString();
    };
    const names = Array.from({ length: 1000 }, (_, n) => `x-${n}`);
    for (const round of [1, 2, 3])
      for (const name of names) assert.equal(written(name), `"${name}":"value"`, `round ${round}`);
  });
});
