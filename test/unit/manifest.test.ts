import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseAcceptStatus } from '../../src/core/acceptStatus.ts';
import { defaultOptions, optionLimits } from '../../src/core/options.ts';
import { failureKinds, notAcceptedAnchor } from '../../src/core/failureKinds.ts';
import { commandIds, runningContextKey } from '../../src/host/commandIds.ts';
import { defaultStorageLimits } from '../../src/host/runStorage.ts';
import { english } from '../../src/webview/strings.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Setting {
  default: unknown;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  enum?: string[];
  scope: string;
}

interface Manifest {
  activationEvents: string[];
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string; title: string; category: string; enablement?: string }[];
    submenus: { id: string }[];
    menus: Record<string, { command?: string; submenu?: string; when?: string }[]>;
    languages: { id: string }[];
    grammars: { language: string; scopeName: string; path: string }[];
    colors: { id: string }[];
    configuration: { properties: Record<string, Setting> };
  };
}

const manifestText = read('package.json');
const { contributes, activationEvents, capabilities } = JSON.parse(manifestText) as Manifest;
const settings = contributes.configuration.properties;
const hostFiles = [...globSync(['src/host/*.ts', 'src/core/*.ts'], { cwd: root }), 'src/extension.ts'];
const hostSource = hostFiles.map(read).join('\n');

const sorted = (items: Iterable<string>) => [...new Set(items)].sort();

describe('the commands', () => {
  it('are the same in the manifest and in code', () => {
    assert.deepEqual(
      sorted(contributes.commands.map((each) => each.command)),
      sorted(Object.values(commandIds)),
    );
  });

  it('share one category', () => {
    assert.deepEqual(sorted(contributes.commands.map((each) => each.category)), ['Gather']);
  });

  it('of the menus exist, as do the submenus', () => {
    const known = new Set<string>([
      ...Object.values(commandIds),
      ...contributes.submenus.map((submenu) => submenu.id),
    ]);
    for (const [menu, items] of Object.entries(contributes.menus)) {
      for (const item of items) assert.ok(known.has(item.command ?? item.submenu ?? ''), menu);
    }
    for (const { id } of contributes.submenus) assert.ok(id in contributes.menus, id);
  });

  it('cancel only while a run is under way', () => {
    const cancel = contributes.commands.find((each) => each.command === commandIds.cancelRun);
    assert.equal(cancel?.enablement, runningContextKey);
  });
});

describe('the settings', () => {
  it('are the same in the manifest and in code', () => {
    const names = [
      ...Object.keys(defaultOptions),
      'excludeUrls',
      'excludePrivateAddresses',
      'include',
      'exclude',
      'openResults',
      'panel.followCursor',
      'codeLens',
      'editor.decorations',
      'editor.problems',
      ...Object.keys(defaultStorageLimits).map((name) => `storage.${name}`),
    ];
    assert.deepEqual(sorted(Object.keys(settings)), sorted(names.map((name) => `gather.${name}`)));
  });

  for (const [name, value] of Object.entries(defaultOptions)) {
    it(`have the default of the code: ${name}`, () => {
      assert.deepEqual(settings[`gather.${name}`]?.default, value);
    });
  }

  for (const [name, limits] of Object.entries(optionLimits)) {
    it(`have the limits of the code: ${name}`, () => {
      const { minimum, maximum } = settings[`gather.${name}`] ?? {};
      assert.deepEqual({ minimum, maximum }, limits);
    });
  }

  for (const [name, value] of Object.entries(defaultStorageLimits)) {
    it(`have the default of the code: storage.${name}`, () => {
      assert.equal(settings[`gather.storage.${name}`]?.default, value);
    });
  }

  for (const list of ['200', '200-299,401', ' 200 - 299 , 404 ', '', '99', '2xx', '200-', '200,']) {
    it(`take the same lists of statuses as the code: ${JSON.stringify(list)}`, () => {
      const pattern = new RegExp(settings['gather.acceptStatus']?.pattern ?? '');
      assert.equal(pattern.test(list), parseAcceptStatus(list) !== undefined);
    });
  }

  it('that a hostile workspace could use are restricted', () => {
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    assert.deepEqual(sorted(restrictedConfigurations), [
      'gather.exclude',
      'gather.headers',
      'gather.hostHeaders',
      'gather.include',
      'gather.params',
    ]);
  });
});

describe('the colors', () => {
  it('are the same in the manifest and in code', () => {
    const used = [...hostSource.matchAll(/ThemeColor\('(gather\.\w+)'\)/g)].map(([, id = '']) => id);
    assert.deepEqual(sorted(contributes.colors.map(({ id }) => id)), sorted(used));
  });
});

describe('the README', () => {
  it('explains every kind of failure, where a problem leads to', () => {
    const found = read('README.md').matchAll(/^### `?([\w ]+)`?$/gm);
    const headings = new Set(Array.from(found, ([, text = '']) => text.toLowerCase().replaceAll(' ', '-')));
    for (const anchor of [...failureKinds, notAcceptedAnchor]) {
      assert.ok(headings.has(anchor.toLowerCase()), anchor);
    }
  });
});

describe('what activates the extension', () => {
  it('is what the code registers', () => {
    assert.deepEqual(sorted(activationEvents), [
      'onFileSystem:gather',
      'onStartupFinished',
      'onWebviewPanel:gather.results',
    ]);
    assert.ok(hostSource.includes(`viewType = 'gather.results'`));
    assert.ok(hostSource.includes(`bodyScheme = 'gather'`));
  });
});

describe('the output', () => {
  it('has a language with a grammar', () => {
    const grammar = contributes.grammars[0];
    assert.ok(grammar);
    assert.equal(contributes.languages[0]?.id, grammar.language);
    assert.ok(hostSource.includes(`outputLanguageId = '${grammar.language}'`));
    const { scopeName } = JSON.parse(read(grammar.path)) as { scopeName: string };
    assert.equal(scopeName, grammar.scopeName);
  });
});

describe('what a person reads', () => {
  it('is there for every key of the manifest, and nothing else is', () => {
    const used = [...manifestText.matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key);
    assert.deepEqual(sorted(Object.keys(JSON.parse(read('package.nls.json')) as object)), sorted(used));
  });

  it('is in the bundle for translators, and nothing else is', () => {
    const texts = /(?:l10n\.t|\btranslate)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g;
    const used = [...hostSource.matchAll(texts)].map(([, single, double = '']) => single ?? double);
    const bundle = JSON.parse(read('l10n/bundle.l10n.json')) as Record<string, string>;
    assert.deepEqual(sorted(Object.keys(bundle)), sorted(used));
    for (const [key, text] of Object.entries(bundle)) assert.equal(text, key);
  });

  it('is never a text that the bundle cannot know', () => {
    assert.doesNotMatch(hostSource, /l10n\.t\(\s*[^'"\s)]/);
  });

  it('is the same in the panel and in what the host hands it', () => {
    const entry = /^\s{4}(\w+): vscode\.l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/gm;
    const strings = [...read('src/host/panelStrings.ts').matchAll(entry)].map(
      ([, key = '', text = '']) => [key, text] as const,
    );
    assert.deepEqual(Object.fromEntries(strings), english);
  });
});

describe('what the manifest points to', () => {
  it('is there', () => {
    const paths = [...manifestText.matchAll(/"(?:\.\/)?(media\/[^"]+)"/g)].map(([, path = '']) => path);
    assert.ok(paths.length > 0);
    assert.deepEqual(
      paths.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });
});
