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

/** The case that an argument asks for: `10000` URLs of 1 kB, or `1000x100` for bodies of 100 kB. */
function named(argument: string): BenchCase {
  const [, count, kilobytes = '1'] = /^(\d+)(?:x(\d+))?$/.exec(argument) ?? [];
  if (count === undefined) throw new Error(`${argument} is no number of URLs, such as 10000 or 1000x100`);
  return sized(Number(count), Number(kilobytes) * 1000);
}

/** The cases asked for, or all; a million URLs take minutes and have a flag of their own. */
export function chooseCases(asked: readonly string[], million: boolean): BenchCase[] {
  const cases = asked.length > 0 ? asked.map(named) : [...all];
  if (million) cases.push(sized(1_000_000, 1000, ['gather', 'aiohttp', 'curl']));
  return cases;
}
