import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { IgnoreRules } from '../../../src/host/ignoreRules.ts';

describe('what git ignores', () => {
  const rules = IgnoreRules.none
    .with('/w', '*.log\n/build\ndocs/**/draft.md\n# comment\n!keep.log\n')
    .with('/w/docs', '!important.log\nout/\n');
  const cases: [path: string, isFolder: boolean, ignored: boolean][] = [
    ['/w/a.md', false, false],
    ['/w/a.log', false, true],
    ['/w/sub/deep/a.log', false, true],
    ['/w/keep.log', false, false],
    ['/w/build', true, true],
    ['/w/Build', true, false],
    ['/w/sub/build', true, false],
    ['/w/docs/x/draft.md', false, true],
    ['/w/docs/a.log', false, true],
    ['/w/docs/important.log', false, false],
    ['/w/docs/out', true, true],
    ['/w/docs/out', false, false],
    ['/w/...', false, false],
  ];
  for (const [path, isFolder, ignored] of cases) {
    it(`${path}${isFolder ? '/' : ''} is ${ignored ? 'ignored' : 'not ignored'}`, () => {
      const all = path.startsWith('/w/docs')
        ? rules
        : IgnoreRules.none.with('/w', '*.log\n/build\n!keep.log');
      assert.equal(all.ignores(path, isFolder), ignored);
    });
  }

  it('is nothing without rules, and never the folder of the rules itself', () => {
    assert.equal(IgnoreRules.none.ignores('/w/a', false), false);
    assert.equal(IgnoreRules.none.with('/w', '*').ignores('/w', true), false);
  });

  it('takes no time that a hostile pattern could ask for', () => {
    const hostile = IgnoreRules.none.with('/w', `${'*a'.repeat(60)}*b`);
    const start = performance.now();
    assert.equal(hostile.ignores(`/w/${'a'.repeat(250)}`, false), false);
    assert.ok(performance.now() - start < 1000);
  });
});
