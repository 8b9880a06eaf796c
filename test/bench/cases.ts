/** A list that contestants fetch in turn. */
export interface BenchCase {
  readonly title: string;
  readonly count: number;
  /** Bytes of each body, or ms until each answer. */
  readonly bytes?: number;
  readonly latency?: number;
  readonly rounds: number;
  /** The ids of those who take part; all where it is left out. */
  readonly only?: readonly string[];
}

const number = (value: number) => value.toLocaleString('en');

function sized(count: number, bytes: number, only?: readonly string[]): BenchCase {
  const rounds = count >= 1_000_000 || only?.length === 1 ? 1 : count >= 100_000 ? 3 : 5;
  return { title: `${number(count)} × ${bytes / 1000} kB`, count, bytes, rounds, ...(only && { only }) };
}

/** What is run where no size is asked for. */
const all: readonly BenchCase[] = [
  sized(1000, 1000),
  sized(10_000, 1000),
  sized(1000, 100_000),
  sized(10_000, 10_000),
  { title: '1,000 × 100 ms', count: 1000, latency: 100, rounds: 5 },
  sized(100_000, 1000),
  sized(100_000, 10_000, ['gather']),
];

/** The cases for these numbers of URLs, or all of them; a million takes minutes and must be asked for. */
export function chooseCases(counts: readonly number[], million: boolean): BenchCase[] {
  const cases = counts.length > 0 ? counts.map((count) => sized(count, 1000)) : [...all];
  if (million) cases.push(sized(1_000_000, 1000, ['gather', 'aiohttp', 'curl']));
  return cases;
}
