import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize, sep } from 'node:path';
import { describe, it } from 'node:test';

/** What a floor may import beside itself: floors, `node`, `vscode`, `undici`, and other packages. */
const allowed: Record<string, readonly string[]> = {
  'api.ts': [],
  core: ['api.ts'],
  extract: ['api.ts', 'core', 'packages'],
  export: ['api.ts', 'core'],
  net: ['api.ts', 'core', 'node', 'undici', 'packages'],
  text: ['api.ts', 'core', 'extract', 'export', 'node', 'packages'],
  host: ['api.ts', 'core', 'node', 'vscode', 'packages'],
  webview: ['api.ts', 'core', 'media', 'packages'],
  'extension.ts': ['api.ts', 'core', 'host', 'node', 'vscode'],
};

const root = join(import.meta.dirname, '../..');
const imports = /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*(['"])([^'"]+)\1/g;

/** The floor that a path below src/ belongs to; `media` for what is beside src/. */
function floorOf(path: string): string {
  const [first = '', second = ''] = normalize(path).split(sep);
  return first === 'src' ? second : first;
}

function kindOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return floorOf(join(dirname(file), specifier));
  if (specifier === 'vscode') return 'vscode';
  if (specifier === 'undici' || specifier.startsWith('undici/')) return 'undici';
  return specifier.startsWith('node:') || builtinModules.includes(specifier) ? 'node' : 'packages';
}

/** Sentences about the imports that a floor must not have. */
function wrongImports(file: string, source: string): string[] {
  const floor = floorOf(file);
  return [...source.matchAll(imports)]
    .map(([, , specifier = '']) => specifier)
    .filter((specifier) => {
      const kind = kindOf(file, specifier);
      return kind !== floor && !allowed[floor]?.includes(kind);
    })
    .map((specifier) => `${file} imports ${specifier}`);
}

describe('the floors of the house', () => {
  const files = globSync('src/**/*.{ts,tsx}', { cwd: root });

  it('are those that the design knows', () => {
    const floors = new Set(files.map(floorOf));
    assert.deepEqual(
      [...floors].filter((floor) => !(floor in allowed)),
      [],
    );
    assert.ok(floors.has('core') && floors.has('host') && floors.has('net'));
  });

  it('import nothing from above, and only what they may know', () => {
    const wrong = files.flatMap((file) => wrongImports(file, readFileSync(join(root, file), 'utf8')));
    assert.deepEqual(wrong, []);
  });

  const upward: [file: string, source: string][] = [
    ['src/core/a.ts', `import { b } from '../net/b.ts';`],
    ['src/core/a.ts', `import fs from 'node:fs';`],
    ['src/core/a.ts', `import fs from 'fs';`],
    ['src/core/a.ts', `export * from 'undici';`],
    ['src/extract/a.ts', `import type { Uri } from 'vscode';`],
    ['src/host/a.ts', `import { Agent } from 'undici';`],
    ['src/host/a.ts', `const { Agent } = await import('undici');`],
    ['src/host/a.ts', `import '../net/worker.ts';`],
    ['src/host/a.ts', `import { extract } from '../extract/extract.ts';`],
    ['src/net/a.ts', `import * as vscode from "vscode";`],
    ['src/webview/a.tsx', `import type { Run } from '../host/run.ts';`],
    ['src/webview/a.tsx', `import process from 'node:process';`],
    ['src/text/a.ts', `const undici = require('undici');`],
  ];
  for (const [file, source] of upward) {
    it(`would not hold with ${source} in ${file}`, () => {
      assert.equal(wrongImports(file, source).length, 1);
    });
  }
});
