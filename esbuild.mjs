// Makes the four bundles in dist/. `--production` minifies and leaves source maps out, `--watch` stays.
import { rm } from 'node:fs/promises';
import process from 'node:process';
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  outdir: 'dist',
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
};

/** @type {esbuild.BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  target: 'node22.19',
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  external: ['vscode'],
};

/** @type {esbuild.BuildOptions[]} */
const bundles = [
  { ...node, entryPoints: { extension: 'src/extension.ts' } },
  { ...node, entryPoints: { fetchWorker: 'src/net/worker.ts' } },
  { ...node, entryPoints: { textWorker: 'src/text/worker.ts' } },
  {
    ...common,
    platform: 'browser',
    target: 'chrome140',
    format: 'iife',
    entryPoints: { panel: 'src/webview/main.tsx' },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
  },
];

await rm('dist', { recursive: true, force: true });
if (process.argv.includes('--watch')) {
  for (const each of bundles) await (await esbuild.context(each)).watch();
} else {
  await Promise.all(bundles.map((each) => esbuild.build(each)));
}
