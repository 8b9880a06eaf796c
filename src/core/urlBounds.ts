/** How far, in UTF-16 code units, behind a URL an edit can still be part of the word that it ends. */
export const longestTail = 200;
/** No URL goes on behind these in any language. */
const hardEnd = /[\s"<>`\\]/;
/** What readers leave at the end of a word to the sentence around it; a slash is part of the URL. */
const punctuation = /^(?!\/)[\p{P}|~]*$/u;

type TextAt = (start: number, end: number) => string;

/** Whether a URL no longer begins at an offset, since what stands right before it is part of the same word. */
export function isUrlPrefixed(textNow: TextAt, start: number): boolean {
  return start > 0 && /[\w+./%~-]/.test(textNow(start - 1, start));
}

/**
 * Whether a URL that ended at `end` may now go on, since something was changed at `edited` behind it: in the same word, and
 * in what follows the URL there is more than punctuation. Readers of different languages end URLs differently, so that some are
 * taken to go on that do not.
 */
export function isUrlCutOff(textNow: TextAt, end: number, edited: number): boolean {
  if (edited - end > longestTail) return false;
  const following = textNow(end, end + longestTail + 1);
  const word = following.slice(0, searchEnd(following));
  return edited - end <= word.length && !punctuation.test(word);
}

function searchEnd(text: string): number {
  const at = text.search(hardEnd);
  return at < 0 ? text.length : at;
}
