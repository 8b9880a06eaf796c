import assert from 'node:assert/strict';
import { memoryUsage } from 'node:process';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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

  it('are not kept where they are long, however many names a server makes up', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const pairs = new HeaderPairs();
    const line = new JsonLine();
    collect();
    const before = memoryUsage().heapUsed + memoryUsage().external;
    for (let n = 0; n < 500; n++) {
      for (let again = 0; again < 2; again++) {
        pairs.write(line, `x-${n}`, Buffer.alloc(100_000, `${n} `).toString('latin1'));
        line.take();
      }
    }
    collect();
    const kept = memoryUsage().heapUsed + memoryUsage().external - before;
    assert.ok(kept < 10e6, `${kept} bytes`);
    pairs.write(line, 'x-0', 'end');
    assert.equal(Buffer.from(line.take()).toString(), '"x-0":"end"');
  });
});
