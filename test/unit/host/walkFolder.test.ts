import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { IgnoreRules } from '../../../src/host/ignoreRules.ts';
import { type FolderEntry, type WalkOptions, walkFolder } from '../../../src/host/walkFolder.ts';

type Tree = { [name: string]: string | Tree | null };

/** Reads a tree of texts and folders; `null` is a folder that cannot be listed. */
function readerOf(tree: Tree) {
  const listed: string[] = [];
  const at = (path: string) =>
    path
      .split('/')
      .filter((part) => part !== '')
      .reduce<Tree | string | null | undefined>(
        (found, part) => (typeof found === 'object' ? found?.[part] : undefined),
        tree,
      );
  return {
    listed,
    async list(path: string): Promise<FolderEntry[]> {
      listed.push(path);
      const folder = at(path);
      if (typeof folder !== 'object' || folder === null) throw new Error('no permission');
      return Object.entries(folder).map(([name, value]) => ({
        name,
        type: typeof value === 'string' ? 'file' : 'folder',
      }));
    },
    async readText(path: string): Promise<string> {
      const text = at(path);
      assert.ok(typeof text === 'string');
      return text;
    },
  };
}

const all: WalkOptions = {
  rules: IgnoreRules.none,
  includes: () => true,
  excludes: () => false,
  limit: 1000,
  signal: new AbortController().signal,
  onFound: () => undefined,
};

describe('walking through a folder', () => {
  it('finds its files and those in its folders, in order', async () => {
    const reader = readerOf({ w: { 'b.md': '', z: { 'a.md': '' }, 'a.md': '' }, other: { 'c.md': '' } });
    assert.deepEqual(await walkFolder(reader, '/w', all), {
      files: ['/w/a.md', '/w/b.md', '/w/z/a.md'],
      unreadable: [],
      more: false,
    });
  });

  it('honours .gitignore files at every level, and never looks into what is ignored', async () => {
    const reader = readerOf({
      w: {
        '.gitignore': 'dist\n*.log\n',
        '.git': { config: '' },
        dist: { 'a.md': '' },
        'a.log': '',
        docs: { '.gitignore': '!b.log\nout/\n', 'b.log': '', out: { 'c.md': '' }, 'd.md': '' },
      },
    });
    const { files } = await walkFolder(reader, '/w', all);
    assert.deepEqual(files, ['/w/.gitignore', '/w/docs/.gitignore', '/w/docs/b.log', '/w/docs/d.md']);
    assert.deepEqual(reader.listed, ['/w', '/w/docs']);
  });

  it('takes only what is included, and looks into nothing that is excluded', async () => {
    const reader = readerOf({ w: { 'a.md': '', 'a.txt': '', no: { 'b.md': '' } } });
    const { files } = await walkFolder(reader, '/w', {
      ...all,
      includes: (path) => path.endsWith('.md'),
      excludes: (path) => path === '/w/no',
    });
    assert.deepEqual([files, reader.listed], [['/w/a.md'], ['/w']]);
  });

  it('goes on where a folder cannot be listed', async () => {
    const reader = readerOf({ w: { secret: null, 'a.md': '' } });
    assert.deepEqual(await walkFolder(reader, '/w', all), {
      files: ['/w/a.md'],
      unreadable: ['/w/secret'],
      more: false,
    });
  });

  it('stops at the limit, and when it is aborted', async () => {
    const tree = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [`f${n}`, { 'a.md': '', 'b.md': '' }]),
    );
    const limited = await walkFolder(readerOf({ w: tree }), '/w', { ...all, limit: 10 });
    assert.deepEqual([limited.files.length, limited.more], [10, true]);
    const exact = await walkFolder(readerOf({ w: tree }), '/w', { ...all, limit: 80 });
    assert.deepEqual([exact.files.length, exact.more], [80, false]);

    const aborting = new AbortController();
    const reader = readerOf({ w: tree });
    const ended = await walkFolder(reader, '/w', {
      ...all,
      signal: aborting.signal,
      onFound: (files) => files > 0 && aborting.abort(),
    });
    assert.ok(ended.files.length < 80 && reader.listed.length < 41);
  });

  it('lets others have their turn in a folder of many', async () => {
    const names = Array.from({ length: 20_000 }, (_, n) => [`${n}.md`, ''] as const);
    const reader = readerOf({ w: { '.gitignore': '*.log', ...Object.fromEntries(names) } });
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const { files } = await walkFolder(reader, '/w', { ...all, limit: 30_000 });
    clearInterval(timer);
    assert.equal(files.length, 20_001);
    assert.ok(turns > 5, `${turns} turns`);
  });
});
