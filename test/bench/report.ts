import type { BenchCase } from './cases.ts';
import { median, type Row } from './compare.ts';

const number = (value: number) => Math.round(value).toLocaleString('en');

/** A table in Markdown, its columns aligned, all but the first to the right. */
export function table(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map((_, n) => Math.max(...[head, ...body].map((row) => row[n]?.length ?? 0)));
  const cells = (row: readonly string[]) =>
    widths.map((width, n) => (n > 0 ? (row[n] ?? '').padStart(width) : (row[n] ?? '').padEnd(width)));
  const rule = widths.map((width, n) => (n > 0 ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [cells(head), rule, ...body.map(cells)].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function figuresOf({ contestant, rounds }: Row) {
  const times = rounds.map(({ milliseconds }) => milliseconds);
  const peaks = rounds.flatMap(({ peakMegabytes = [] }) => peakMegabytes);
  return {
    name: contestant.name,
    took: median(times),
    best: Math.min(...times),
    peak: peaks.length > 0 ? number(Math.max(...peaks)) : '?',
    rounds: rounds.length,
  };
}

/** One case as a heading, a table with Gather first and the others by their time, and what else is to be said. */
export function caseReport(
  { title, count, latency }: BenchCase,
  concurrency: number,
  rows: readonly Row[],
): string {
  const [own, ...others] = rows.filter(({ rounds }) => rounds.length > 0).map(figuresOf);
  const sorted = own ? [own, ...others.toSorted((a, b) => a.took - b.took)] : [];
  const ideal = latency === undefined ? undefined : Math.ceil(count / concurrency) * latency;
  const head = ['', 'median ms', 'best ms', 'URLs/s', "of Gather's time", 'peak MB', 'rounds'];
  if (ideal !== undefined) head.push(`of the ideal ${number(ideal)} ms`);
  const body = sorted.map(({ name, took, best, peak, rounds }) => [
    name,
    number(took),
    number(best),
    number(count / (took / 1000)),
    (took / (own?.took ?? NaN)).toFixed(2),
    peak,
    String(rounds),
    ...(ideal === undefined ? [] : [(took / ideal).toFixed(3)]),
  ]);
  return [`### ${title}`, table(head, body), ...remarks(rows)].join('\n\n');
}

function remarks(rows: readonly Row[]): string[] {
  const said: string[] = [];
  const rounds = rows.flatMap((row) => row.rounds.filter((round) => round.hostMilliseconds !== undefined));
  const [first] = rounds;
  if (first) {
    const busy = median(rounds.map(({ hostMilliseconds = NaN }) => hostMilliseconds));
    const cold = `Gather's first run, which starts its worker, took ${number(first.milliseconds)} ms. `;
    const busyFor = `The extension host's own thread was busy for ${number(busy)} ms of a run`;
    said.push(rounds.length > 1 ? `${cold}${busyFor} (median).` : `${busyFor}.`);
  }
  for (const { contestant, failure } of rows) {
    if (failure !== undefined) said.push(`${contestant.name} failed: ${failure.split('\n')[0]}`);
  }
  return said;
}
