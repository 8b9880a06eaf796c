import { hashText } from './hashText.ts';
import { isUrlCutOff, isUrlPrefixed } from './urlBounds.ts';

/** How many URLs are looked at for one that was there before; twice as many for each that was not found. */
const lookAhead = 20;
/** How many are looked at in all, beside those for each that was there before. */
const mostLooks = 100_000;

/** A URL that stood in a text which was replaced. */
export interface LostUrl {
  /** UTF-16 code units. */
  length: number;
  /** Of its text. */
  hash: number;
  /** Whether its reader had ended it although the word went on. */
  isBound: boolean;
}

/**
 * Where URLs of a text stand in the one that has replaced it, in the same order: a number of `lost` and an offset each. VS Code
 * replaces much at once when line ends change, a file is read again, or there are more than a thousand cursors.
 */
export function findAgain(
  lost: readonly LostUrl[],
  text: string,
  start: number,
  end: number,
): [nth: number, offset: number][] {
  const at = (from: number, to: number) => text.slice(Math.max(0, from), to);
  const candidates: number[] = [];
  const scheme = /https?:\/\//gi;
  scheme.lastIndex = start;
  for (let match = scheme.exec(text); match && match.index < end; match = scheme.exec(text)) {
    candidates.push(match.index);
  }
  const found: [number, number][] = [];
  let next = 0;
  let reach = lookAhead;
  let looks = mostLooks + lost.length * lookAhead;
  for (const [nth, { length, hash, isBound }] of lost.entries()) {
    const last = Math.min(candidates.length, next + reach);
    reach *= 2;
    for (let ahead = next; ahead < last && looks > 0; ahead++) {
      looks -= 1;
      const offset = candidates[ahead] ?? 0;
      const urlEnd = offset + length;
      if (urlEnd > end || hashText(text.slice(offset, urlEnd)) !== hash) continue;
      next = ahead + 1;
      reach = lookAhead;
      if (!isUrlPrefixed(at, offset) && (isBound || !isUrlCutOff(at, urlEnd, urlEnd)))
        found.push([nth, offset]);
      break;
    }
  }
  return found;
}
