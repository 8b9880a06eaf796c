import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PathPatterns } from '../../../src/host/pathPatterns.ts';

function fits(glob: string, path: string): boolean {
  const patterns = PathPatterns.read([glob]);
  assert.ok(patterns instanceof PathPatterns);
  return patterns.fit(path);
}

describe('a glob', () => {
  const cases: [glob: string, yes: string[], no: string[]][] = [
    ['*.md', ['a.md', 'x/y/a.md', '.hidden.md'], ['a.mdx']],
    ['*.{md,html}', ['a.md', 'x/a.html'], ['a.txt']],
    ['docs/**', ['docs/a', 'docs/x/a'], ['other/docs/a']],
    ['docs', ['docs', 'docs/a.md', 'x/docs/a.md'], ['docsy/a']],
    ['/docs', ['docs/a.md'], ['x/docs/a.md']],
    ['./docs/', ['docs/a.md', 'x/docs/a.md'], []],
    ['**/node_modules', ['node_modules', 'a/node_modules', 'a/node_modules/b/c'], ['a/node_modules2']],
    ['docs/*/a', ['docs/x/a'], ['docs/x/y/a']],
    ['!a', ['!a'], ['a', 'b']],
    ['#a', ['x/#a'], ['a']],
  ];
  for (const [glob, yes, no] of cases) {
    for (const path of yes) it(`${glob} fits ${path}`, () => assert.ok(fits(glob, path)));
    for (const path of no) it(`${glob} does not fit ${path}`, () => assert.ok(!fits(glob, path)));
  }

  for (const bad of ['', '/', 7, null, ['a'], 'a'.repeat(70_000)]) {
    it(`${JSON.stringify(bad).slice(0, 20)} is none`, () => {
      assert.deepEqual(PathPatterns.read(['a', bad]), { unusable: JSON.stringify(bad) });
    });
  }
});
