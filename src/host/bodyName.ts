import { essenceOf, textEnding } from '../core/mediaEndings.ts';
import { isPictureType, pictureEndings } from '../core/pictureTypes.ts';

/** What a body's name depends on. */
export interface NamedBody {
  url: string;
  contentType?: string;
  /** Of text only. */
  characters?: number;
}

/** Whether a body may go to the viewer of pictures: by what it was served as, never by what its URL looks like. */
export function isPicture({ contentType, characters }: NamedBody): boolean {
  return characters === undefined && isPictureType(essenceOf(contentType));
}

/**
 * A name for a body's file: the last segment of the URL's path, made safe, with the ending of the content type. An
 * ending of the URL's own would let a server choose the editor, such as that of notebooks, which runs what it shows.
 */
export function bodyFileName(body: NamedBody): string {
  const base = safe(lastSegment(body.url)) || 'body';
  const ending = bodyEnding(body);
  return base.toLowerCase().endsWith(ending) ? base : `${base}${ending}`;
}

/** The ending that the name of a body's file must have: it says which editors may take it. */
export function bodyEnding(body: NamedBody): string {
  const essence = essenceOf(body.contentType);
  if (isPicture(body)) return pictureEndings[essence] ?? '.bin';
  if (body.characters === undefined) return '.bin';
  return textEnding(essence);
}

function lastSegment(url: string): string {
  const { hostname, pathname } = URL.parse(url) ?? { hostname: '', pathname: '' };
  const segment = pathname.split('/').findLast((each) => each !== '');
  if (segment === undefined) return hostname;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Without what some file system or URI gives a meaning, and without dots at the ends. */
function safe(name: string): string {
  return name
    .replaceAll(/[^\p{L}\p{N}._ @+=()-]+/gu, '_')
    .replace(/^[. ]+/, '')
    .slice(0, 80)
    .replace(/[. ]+$/, '');
}
