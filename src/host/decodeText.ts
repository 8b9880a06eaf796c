import { labelToName, TextDecoder } from '@exodus/bytes/encoding.js';

/**
 * A body as text by the charset of its result, without its byte order mark; UTF-8 where the charset is not known. Of what is
 * only a beginning, half of a character at its end is left out.
 */
export function decodeText(bytes: Uint8Array, charset: string | undefined, isBeginning = false): string {
  const decoder = new TextDecoder((charset && labelToName(charset)) ?? 'utf-8');
  return decoder.decode(bytes, { stream: isBeginning });
}
