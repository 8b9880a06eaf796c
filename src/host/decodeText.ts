import { labelToName, TextDecoder } from '@exodus/bytes/encoding.js';

/** A body as text by the charset of its result, without its byte order mark; UTF-8 where the charset is not known. */
export function decodeText(bytes: Uint8Array, charset: string | undefined): string {
  return new TextDecoder((charset && labelToName(charset)) ?? 'utf-8').decode(bytes);
}
