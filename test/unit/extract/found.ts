import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { extract } from '../../../src/extract/extract.ts';

/** A text and the URLs in it, each with its source text where that is written otherwise. */
export type Case = readonly [name: string, text: string, ...urls: (string | [url: string, source: string])[]];

/** A test for each case: exactly its URLs are found in its text. */
export function table(title: string, languageId: string, cases: readonly Case[]): void {
  describe(title, () => {
    for (const [name, text, ...urls] of cases) it(name, () => assertFinds(languageId, text, urls));
  });
}

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
    assert.equal(line, text.slice(0, start).split(/\r\n|\r|\n/).length - 1, 'the line is counted from 0');
    from = start;
  }
}
