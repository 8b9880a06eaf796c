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
  slow(1000, 100),
  sized(100_000, 1000),
  sized(100_000, 10_000, ['gather']),
];

function slow(count: number, latency: number): BenchCase {
  return { title: `${number(count)} × ${latency} ms`, count, latency, rounds: 5 };
}

/** The case that an argument asks for: `10000` URLs of 1 kB, `1000x100` for bodies of 100 kB, `1000x100ms` for answers after 100 ms. */
function named(argument: string): BenchCase {
  const [, count, each = '1', isLatency] = /^(\d+)(?:x(\d+)(ms)?)?$/.exec(argument) ?? [];
  if (count === undefined) throw new Error(`${argument} is none of 10000, 1000x100 and 1000x100ms`);
  return isLatency ? slow(Number(count), Number(each)) : sized(Number(count), Number(each) * 1000);
}

/** The cases asked for, or all; a million URLs take minutes and have a flag of their own. */
export function chooseCases(asked: readonly string[], million: boolean): BenchCase[] {
  const cases = asked.length > 0 ? asked.map(named) : [...all];
  if (million) cases.push(sized(1_000_000, 1000, ['gather', 'aiohttp', 'curl']));
  return cases;
}
