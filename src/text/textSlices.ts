import type { ByteSource } from './bytes.ts';
import { ReadableError } from './readableError.ts';

/** Bytes that are read at once. */
export const sliceBytes = 16 * 1024 * 1024;
const sniffedBytes = 8 * 1024;

/** The text of a source in slices cut at line ends. Rejects with a `ReadableError` where it is binary. */
export async function* textSlices(source: ByteSource, length = sliceBytes): AsyncGenerator<string> {
  const decoder = new TextDecoder(await encodingOf(source));
  let carried = '';
  for (let offset = 0; ;) {
    const bytes = await source.read(offset, length);
    if (bytes.length === 0) break;
    offset += bytes.length;
    const text = carried + decoder.decode(bytes, { stream: true });
    const cut = cutOf(text, length);
    carried = text.slice(cut);
    if (cut > 0) yield text.slice(0, cut);
  }
  const rest = carried + decoder.decode();
  if (rest !== '') yield rest;
}

async function encodingOf(source: ByteSource): Promise<string> {
  const head = await source.read(0, sniffedBytes);
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head.includes(0)) {
    throw new ReadableError(`${source.name} is a binary file, not text. Choose a text file.`, {
      reason: 'binary',
    });
  }
  return 'utf-8';
}

/** After the last line end; in a line longer than a slice where no URL goes on, or in the last resort at the end. */
function cutOf(text: string, longest: number): number {
  const lineEnd = text.lastIndexOf('\n') + 1 || text.lastIndexOf('\r') + 1;
  if (lineEnd > 0 || text.length < longest) return lineEnd;
  for (let at = text.length; at > 0; at--) {
    if (/[\s"<>]/.test(text.charAt(at - 1))) return at;
  }
  return text.length;
}
