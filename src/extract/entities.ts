import { decodeHTMLStrict, decodeXML } from 'entities/decode';
import { DecodedText } from './decodedText.ts';

/** An entity or numeric character reference as CommonMark has it: its semicolon is never left out. */
const markdownReference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;
const xmlReference = /^&(?:#\d{1,7}|#x[\da-f]{1,6}|amp|lt|gt|quot|apos);/i;

/** What a character reference such as `&amp;` or `&#38;` means in Markdown; itself where it means nothing. */
export function decodeEntity(reference: string): string {
  return decodeHTMLStrict(reference);
}

/** A text with Markdown's character references decoded. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? text.replace(markdownReference, decodeEntity) : text;
}

/** A part of XML, `from` to `to`, with its character references and predefined entities decoded (XML 1.0, sections 4.1 and 4.6). */
export function decodeXmlText(source: string, from: number, to: number): DecodedText {
  const decoded = new DecodedText(source, from);
  const raw = source.slice(from, to);
  for (let at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', at + 1)) {
    const reference = xmlReference.exec(raw.slice(at, at + 10))?.[0];
    if (reference) decoded.appendEscape(decodeXML(reference), from + at, from + at + reference.length);
  }
  return decoded.endAt(to);
}
