import type { ExtractedRequest } from '../api.ts';
import type { FixPlan } from '../core/fixProtocol.ts';
import { RequestMerger, requestKey } from '../core/mergeRequests.ts';
import { isKnownMethod } from '../core/methods.ts';
import { type Replacement, replaceParts } from '../core/replacement.ts';
import { extract, type Source } from './extract.ts';
import { formatOf } from './format.ts';
import { withLineFeeds } from './lineFeeds.ts';

/** Readings after which nothing is proposed. */
const mostReadings = 40;

/** A line of a list: the numbers of its requests, and where it begins and ends, its line break included. */
interface Line {
  number: number;
  nths: number[];
  start: number;
  end: number;
}

/** A line that is to go, and how. */
interface LineChange extends Replacement {
  nths: readonly number[];
}

/**
 * Removes the lines of a list that hold nothing but requests which stand above already, or the one of this number. A line
 * stays where its directives would be another's.
 */
export function removeDuplicates(source: Source, only?: number): FixPlan {
  return changeLines(source, (requests, lines, text) => {
    const merger = new RequestMerger();
    const isRepeated = requests.map((request) => {
      const known = merger.length;
      return merger.add(request) < known && request.name === undefined;
    });
    return lines
      .filter(({ number }) => only === undefined || number === only)
      .filter((line) => line.nths.every((nth) => isRepeated[nth]) && isBare(line, requests, text))
      .map(({ nths, start, end }) => ({ nths, start, end, text: '' }));
  });
}

/** Makes comments of the lines of a list of which every URL begins at one of these offsets. */
export function commentOut(source: Source, starts: readonly number[]): FixPlan {
  const dead = new Set(starts);
  return changeLines(source, (requests, lines) =>
    lines
      .filter(({ nths }) => nths.every((nth) => dead.has(requests[nth]?.start ?? -1)))
      .map(({ nths, start }) => ({ nths, start, end: start, text: '# ' })),
  );
}

/** Of the changes that are wanted, those after which exactly their requests are gone and all others are as they were. */
function changeLines(
  source: Source,
  wanted: (requests: readonly ExtractedRequest[], lines: readonly Line[], text: string) => LineChange[],
): FixPlan {
  if (formatOf(source.languageId, source.uri) !== 'list') return 'noList';
  const { requests } = extract(source);
  const text = withLineFeeds(source.text);
  let changes = wanted(requests, linesOf(requests, text), text);
  for (let reading = 0; reading < mostReadings && changes.length > 0; reading++) {
    const gone = new Set(changes.flatMap(({ nths }) => nths));
    const left = [...requests.keys()].filter((nth) => !gone.has(nth));
    const after = extract({ ...source, text: replaceParts(source.text, changes) }).requests;
    const wrong = left.find((nth, at) => !isSame(requests[nth], after[at]));
    if (wrong === undefined && after.length === left.length) {
      return changes.map(({ start, end, text: instead }) => ({ start, end, text: instead }));
    }
    const before = wrong ?? requests.length;
    const blamed = changes.findLastIndex(({ nths }) => (nths[0] ?? 0) < before);
    changes = changes.toSpliced(Math.max(0, blamed), 1);
  }
  return [];
}

function linesOf(requests: readonly ExtractedRequest[], text: string): Line[] {
  const lines: Line[] = [];
  for (const [nth, request] of requests.entries()) {
    const last = lines.at(-1);
    if (last?.number === request.line) {
      last.nths.push(nth);
      continue;
    }
    const end = text.indexOf('\n', request.end);
    lines.push({
      number: request.line,
      nths: [nth],
      start: text.lastIndexOf('\n', request.start - 1) + 1,
      end: end < 0 ? text.length : end + 1,
    });
  }
  return lines;
}

/** Whether there is nothing in a line to be lost: no words beside URLs and their methods. */
function isBare({ nths, start, end }: Line, requests: readonly ExtractedRequest[], text: string): boolean {
  let rest = '';
  let at = start;
  for (const nth of nths) {
    const { start: urlStart = at, end: urlEnd = at } = requests[nth] ?? {};
    rest += `${text.slice(at, urlStart)} `;
    at = urlEnd;
  }
  rest += text.slice(at, end);
  return (rest.match(/\p{L}+/gu) ?? []).every((word) => isKnownMethod(word));
}

function isSame(one: ExtractedRequest | undefined, other: ExtractedRequest | undefined): boolean {
  if (!one || !other) return one === other;
  return one.url === other.url && one.name === other.name && requestKey(one) === requestKey(other);
}
