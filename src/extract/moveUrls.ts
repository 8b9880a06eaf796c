import type { ExtractedRequest } from '../api.ts';
import type { MovedPlace } from '../core/fixProtocol.ts';
import { type Replacement, replaceParts } from '../core/replacement.ts';
import { encodeUrl } from './encodeUrl.ts';
import { extract, type Source } from './extract.ts';
import { formatOf } from './format.ts';

/** Readings after which those that still read wrong are left alone. */
const mostReadings = 40;
/** UTF-16 code units of a line that are looked at before a URL. */
const longestBefore = 500;

/** A URL that is to be replaced: its number in the text, what is to be read there, and the ways to write that. */
interface Move {
  nth: number;
  start: number;
  end: number;
  to: string;
  ways: string[];
}

/**
 * What has to be replaced so that URLs are those to which they have moved; nothing but their own text is. A URL without a
 * fragment takes over that of the one before. What would not be read back as exactly the new URL, or would change how
 * another is read, is left out.
 */
export function moveUrls(source: Source, urls: readonly MovedPlace[]): Replacement[] {
  const before = extract(source).requests;
  let moves = movesOf(source, before, urls);
  for (let reading = 0; reading < mostReadings && moves.length > 0; reading++) {
    const replacements = moves.map(({ start, end, ways: [text = ''] }) => ({ start, end, text }));
    const text = replaceParts(source.text, replacements);
    const wrong = wrongMoves(before, extract({ ...source, text }).requests, moves);
    if (wrong.size === 0) return replacements;
    moves = moves
      .map((move) => (wrong.has(move) ? { ...move, ways: move.ways.slice(1) } : move))
      .filter(({ ways }) => ways.length > 0);
  }
  return [];
}

function movesOf(source: Source, requests: readonly ExtractedRequest[], urls: readonly MovedPlace[]): Move[] {
  const { text, languageId, uri = '' } = source;
  const format = formatOf(languageId, uri);
  const isToml = languageId === 'toml' || /\.toml$/i.test(uri);
  const moved = new Map(urls.map((each) => [each.start, each]));
  const moves: Move[] = [];
  for (const [nth, { url, start, end }] of requests.entries()) {
    const place = moved.get(start);
    if (place?.end !== end || withoutFragment(url) !== withoutFragment(place.url)) continue;
    const written = text.slice(start, end);
    const to = withFragment(place.to, url);
    // A variable would be lost, or become one.
    if (written.includes('{{') || to.includes('{{') || to === url) continue;
    if ((moves.at(-1)?.end ?? 0) > start) continue;
    const [before = ''] = /[^\r\n]*$/.exec(text.slice(Math.max(0, start - longestBefore), start)) ?? [];
    const ways = encodeUrl(to, format, { written, before, after: text.charAt(end), isToml });
    if (ways.length > 0) moves.push({ nth, start, end, to, ways });
  }
  return moves;
}

/** The moves that are to blame for what is not read as it should be. */
function wrongMoves(
  before: readonly ExtractedRequest[],
  after: readonly ExtractedRequest[],
  moves: readonly Move[],
): Set<Move> {
  const byNumber = new Map(moves.map((move) => [move.nth, move]));
  const wrong = new Set<Move>();
  let nearest = moves[0];
  for (const [nth, { url }] of before.entries()) {
    const move = byNumber.get(nth);
    if (move) nearest = move;
    if (after[nth]?.url === (move?.to ?? url)) continue;
    if (nearest) wrong.add(nearest);
    // From here on every URL may be in another's place.
    if (after.length !== before.length) return wrong;
  }
  const last = moves.at(-1);
  if (after.length !== before.length && last) wrong.add(last);
  return wrong;
}

function withoutFragment(url: string): string {
  return url.replace(/#.*/s, '');
}

function withFragment(url: string, before: string): string {
  const at = before.indexOf('#');
  return at < 0 || url.includes('#') ? url : url + before.slice(at);
}
