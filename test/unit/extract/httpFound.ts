import assert from 'node:assert/strict';
import type { ExtractedRequest } from '../../../src/api.ts';
import { extract } from '../../../src/extract/extract.ts';

/** A request, and the text of its URL where that is written otherwise. */
export type Found = Omit<ExtractedRequest, 'start' | 'end' | 'line'> & { at?: string };

/** Asserts what a `.http` file holds: requests, and the texts and messages of its problems. */
export function assertReads(
  text: string,
  expected: readonly Found[],
  wrong: readonly [string, RegExp, ('error' | 'hint')?][] = [],
) {
  const { requests, problems } = extract({ text, languageId: 'http' });
  assert.deepEqual(
    requests.map(({ start, end, line, ...rest }) => {
      assert.equal(line, text.slice(0, start).split('\n').length - 1);
      return { ...rest, at: text.slice(start, end) };
    }),
    expected.map((each) => ({ at: each.url, ...each })),
  );
  assert.deepEqual(
    problems.map(({ start, end, severity }) => [text.slice(start, end), severity]),
    wrong.map(([at, , severity = 'error']) => [at, severity]),
  );
  problems.forEach(({ message }, nth) => assert.match(message, wrong[nth]?.[1] ?? /^$/));
}
