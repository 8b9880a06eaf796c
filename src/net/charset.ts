import { isUtf8 } from 'node:buffer';
import { getBOMEncoding, labelToName } from '@exodus/bytes/encoding.js';
import sniffEncoding from 'html-encoding-sniffer';
import type { ContentType } from './contentType.ts';

/**
 * The name of the encoding in which a text is to be decoded, from its first bytes (1,024 or more; the more, the surer),
 * or from the `whole` of it: by byte order mark, header, and what an HTML or XML document declares (HTML Standard
 * §13.2.3.2). Where nothing is declared, UTF-8 if the bytes can be that, else windows-1252, as browsers do.
 */
export function detectCharset(type: ContentType, bytes: Uint8Array, whole: boolean): string {
  const declared = declaredCharset(type, bytes);
  // A decoder of that name decodes nothing (Encoding Standard §14.1), so as not to run scripts that hide in it. Here
  // nothing runs.
  if (declared !== undefined && declared !== 'replacement') return declared;
  return isUtf8(whole ? bytes : wholeCharacters(bytes)) ? 'UTF-8' : 'windows-1252';
}

function declaredCharset(type: ContentType, bytes: Uint8Array): string | undefined {
  const xml = /[/+]xml$/.test(type.essence) && !type.isHtml;
  if (type.isHtml || xml) {
    const options = { xml, transportLayerEncodingLabel: type.charset, defaultEncoding: '' };
    return sniffEncoding(bytes, options) || undefined;
  }
  const label = getBOMEncoding(bytes) ?? type.charset;
  return (label && labelToName(label)) ?? undefined;
}

/** Whether bytes of which no header tells look like text: without control characters other than white space and escape. */
export function looksLikeText(prefix: Uint8Array): boolean {
  return prefix.every((byte) => byte > 0x1f || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b);
}

/** UTF-8 bytes without a last character that may have been cut. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
    if (byte < 0x80) break;
  }
  return bytes;
}
