import assert from 'node:assert/strict';
import { extract } from '../../../src/extract/extract.ts';

/** Asserts that exactly these URLs are found, each at the range whose text is the URL itself or the one given with it. */
export function assertFinds(
  languageId: string,
  text: string,
  expected: readonly (string | [url: string, source: string])[],
): void {
  const { requests } = extract({ text, languageId });
  const wanted = expected.map((each) => (typeof each === 'string' ? [each, each] : each));
  assert.deepEqual(
    requests.map(({ url, start, end }) => [url, text.slice(start, end)]),
    wanted,
    `in ${JSON.stringify(text)}`,
  );
  let from = 0;
  for (const { start, end, line } of requests) {
    assert.ok(start >= from && end > start, 'ranges follow each other');
    assert.equal(line, text.slice(0, start).split('\n').length - 1, 'the line is counted from 0');
    from = start;
  }
}
