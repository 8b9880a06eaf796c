import type { FetchResult } from '../api.ts';
import { essenceOf, textEnding } from '../core/mediaEndings.ts';
import { isPictureType, pictureEndings } from '../core/pictureTypes.ts';

/** UTF-8 bytes of a name: systems take 255, and leave little to long paths. */
const longestName = 120;
/** Characters of an ending that is kept when a name is cut. */
const longestEnding = 12;

/** Gives each body a name of its own in a folder: one that Linux, macOS and Windows all take, and take for different. */
export class BodyNames {
  private readonly taken = new Set<string>();
  /** The number that was added last to a name. */
  private readonly numbers = new Map<string, number>();

  /** `taken` are the names that the folder has already. */
  constructor(taken: Iterable<string> = []) {
    for (const name of taken) this.taken.add(keyOf(name));
  }

  /** A name for the body of a result: the last part of the path of its URL, with an ending by its content type where it has none. */
  of(result: Pick<FetchResult, 'request' | 'contentType' | 'characters'>): string {
    return this.free(nameOf(result));
  }

  /** This name, with a number where it is taken. The name is taken from then on. */
  free(name: string): string {
    const key = keyOf(name);
    if (!this.taken.has(key)) {
      this.taken.add(key);
      return name;
    }
    const ending = endingOf(name);
    const base = name.slice(0, name.length - ending.length);
    for (let number = (this.numbers.get(key) ?? 1) + 1; ; number++) {
      const numbered = `${base}-${number}${ending}`;
      if (this.taken.has(keyOf(numbered))) continue;
      this.numbers.set(key, number);
      this.taken.add(keyOf(numbered));
      return numbered;
    }
  }
}

/** Names that some file system takes for the same have the same key. */
function keyOf(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

function nameOf({
  request,
  contentType,
  characters,
}: Pick<FetchResult, 'request' | 'contentType' | 'characters'>): string {
  const { hostname = '', pathname = '' } = URL.parse(request.url) ?? {};
  const segment = pathname.split('/').findLast((each) => each !== '');
  const name = safe(segment === undefined ? hostname : decoded(segment)) || 'body';
  const ending = segment === undefined ? '' : endingOf(name);
  const added = ending === '' ? endingByType(contentType, characters) : ending;
  const base = name.slice(0, name.length - ending.length);
  // What was cut may end where no name may.
  return `${cut(base, longestName - added.length).replace(/[. ]+$/, '')}${added}`;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/* Control characters, what Windows gives a meaning, halves of surrogate pairs, and what reorders or hides text. */
const unsafe = /[\p{Cc}\p{Cs}<>:"/\\|?*\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu;
/** Names of devices on Windows, whatever their ending. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?= *(?:\.|$))/i;

/** Without what some system forbids or gives a meaning: a dot at the start hides a file, a hyphen makes it an option. */
function safe(name: string): string {
  return name
    .normalize('NFC')
    .replaceAll(unsafe, '_')
    .replace(/[. ]+$/, '')
    .replace(/^[ .~-]+/, '_')
    .replace(device, '$&_');
}

/** The ending of a name, its dot included; empty where there is none. That of `v1.2` is none. */
function endingOf(name: string): string {
  const ending = /(?<=[^.])\.[a-z\d]*[a-z][a-z\d]*$/i.exec(name)?.[0] ?? '';
  return ending.length <= longestEnding ? ending : '';
}

function endingByType(contentType: string | undefined, characters: number | undefined): string {
  const essence = essenceOf(contentType);
  if (characters !== undefined) return textEnding(essence);
  return (isPictureType(essence) ? pictureEndings[essence] : undefined) ?? '.bin';
}

/** As many whole characters as fit into so many bytes of UTF-8. */
function cut(text: string, most: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > most) return kept;
    kept += character;
  }
  return kept;
}
