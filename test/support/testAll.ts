// Runs every check and every test, whatever failed before, and ends with a table and one line of counts.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { stripVTControlCharacters, styleText } from 'node:util';
import { projectFolder } from './makeOnce.ts';

interface Counts {
  passed: number;
  failed: number;
}

type Count = (output: string, succeeded: boolean) => Counts;

/** The number in the last line that matches, since a test may print such a line too. */
function last(output: string, pattern: RegExp): number {
  return Number([...output.matchAll(pattern)].at(-1)?.[1] ?? 0);
}

const check: Count = (_output, succeeded) => ({ passed: Number(succeeded), failed: Number(!succeeded) });

const nodeTest: Count = (output) => ({
  passed: last(output, /^ℹ pass (\d+)$/gm),
  failed: last(output, /^ℹ fail (\d+)$/gm) + last(output, /^ℹ cancelled (\d+)$/gm),
});

const mocha: Count = (output) => ({
  passed: last(output, /^ +(\d+) passing/gm),
  failed: last(output, /^ +(\d+) failing/gm),
});

const parts: [script: string, count: Count][] = [
  ['build', check],
  ['types', check],
  ['test:format', check],
  ['lint', check],
  ['test:unit', nodeTest],
  ['test:vscode', mocha],
  ['test:ui', nodeTest],
];

/** Runs a script of package.json; what it prints is shown as it comes. */
async function run(script: string): Promise<{ output: string; succeeded: boolean }> {
  const child = spawn('npm', ['run', '--silent', script], {
    cwd: projectFolder,
    shell: process.platform === 'win32',
    stdio: ['inherit', 'pipe', 'pipe'],
    env: process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env,
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    process.stdout.write(text);
  });
  child.stderr.pipe(process.stderr, { end: false });
  const succeeded = await new Promise<boolean>((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve(code === 0));
  });
  return { output: stripVTControlCharacters(output), succeeded };
}

const results: (Counts & { script: string; seconds: number })[] = [];
for (const [script, count] of parts) {
  console.log(styleText('bold', `\n── ${script}`));
  const start = performance.now();
  const { output, succeeded } = await run(script);
  const counts = count(output, succeeded);
  // A part that broke, or that ran no test, has not passed whatever it counted.
  const sound = succeeded ? counts.passed > 0 : counts.failed > 0;
  if (!sound) counts.failed++;
  results.push({ script, ...counts, seconds: (performance.now() - start) / 1000 });
}

console.log(
  `\n${'part'.padEnd(12)} ${'passed'.padStart(7)} ${'failed'.padStart(7)} ${'seconds'.padStart(8)}`,
);
for (const { script, passed, failed, seconds } of results) {
  console.log(
    `${script.padEnd(12)} ${String(passed).padStart(7)} ${String(failed).padStart(7)} ${seconds.toFixed(1).padStart(8)}`,
  );
}
const passed = results.reduce((sum, each) => sum + each.passed, 0);
const failed = results.reduce((sum, each) => sum + each.failed, 0);
process.exitCode = failed > 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);
