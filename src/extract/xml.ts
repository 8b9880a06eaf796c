import { decodeHTMLAttribute } from 'entities/decode';
import { DecodedText } from './decodedText.ts';
import { decodeXmlText } from './entities.ts';
import type { FoundUrl } from './foundUrl.ts';
import { readMarkup } from './markup.ts';
import { type PlainRules, PlainScanner } from './plain.ts';
import { readProse, readValue } from './value.ts';
import { isHttpUrl } from './verbatimUrl.ts';

const rules: PlainRules = { backslash: 'stays' };
const htmlRules: PlainRules = { backslash: 'stays', entities: true };

/**
 * Reads the URLs of XML. Of a sitemap: each `loc`, of images too, and each `xhtml:link`. Of any other: the values of attributes, but
 * those that name a namespace or schema; text, CDATA and comments by the plain rules, the HTML that may stand in them with its entities.
 */
export function readXml(xml: string, found: FoundUrl): void {
  const asWritten = new PlainScanner(xml, rules);
  const asHtml = new PlainScanner(xml, htmlRules);
  let isSitemap: boolean | undefined;
  let tag = '';
  /** What stands before the root, which tells how it is read. */
  let prolog: (() => void)[] = [];

  const foundInHtml: FoundUrl = (url, start, end) => found(decodeHTMLAttribute(url), start, end);
  const readText = (from: number, to: number) => {
    if (!xml.slice(from, to).includes('&')) return readAsWritten(from, to);
    const decoded = decodeXmlText(xml, from, to);
    if (holdsHtml(decoded.text)) readProse(decoded, htmlRules, foundInHtml);
    else readProse(decoded, rules, found);
  };
  const readAsWritten = (from: number, to: number) =>
    asWritten.scan(from, to, (start, end) => found(xml.slice(start, end), start, end));
  const readCdata = (from: number, to: number) => {
    if (!holdsHtml(xml.slice(from, to))) readAsWritten(from, to);
    else asHtml.scan(from, to, (start, end) => foundInHtml(xml.slice(start, end), start, end));
  };
  const readProlog = () => {
    for (const read of prolog) read();
    prolog = [];
  };
  const readOther = (read: () => void) => {
    if (isSitemap === undefined) prolog.push(read);
    else if (!isSitemap) read();
  };
  const readLocation = (decoded: DecodedText) => {
    const { text } = decoded;
    const url = text.trim();
    if (!isHttpUrl(url)) return;
    const at = text.length - text.trimStart().length;
    found(url, decoded.sourceStart(at), decoded.sourceEnd(at + url.length));
  };

  readMarkup(xml, 'xml', {
    openTag: (name) => {
      tag = localName(name);
      if (isSitemap !== undefined) return;
      isSitemap = tag === 'urlset' || tag === 'sitemapindex';
      if (!isSitemap) readProlog();
    },
    closeTag: () => (tag = ''),
    attribute: (name, from, to) => {
      if (isSitemap) {
        if (tag === 'link' && name === 'href') readLocation(decodeXmlText(xml, from, to));
      } else if (!isNaming(name)) readValue(decodeXmlText(xml, from, to), rules, found);
    },
    text: (from, to) => {
      if (isSitemap && tag === 'loc') readLocation(decodeXmlText(xml, from, to));
      else readOther(() => readText(from, to));
    },
    cdata: (from, to) => {
      if (isSitemap && tag === 'loc') readLocation(new DecodedText(xml, from).endAt(to));
      else readOther(() => readCdata(from, to));
    },
    comment: (from, to) => readOther(() => readAsWritten(from, to)),
    unfinished: (from) => readText(from, xml.length),
  });
  if (isSitemap === undefined) readProlog();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Whether a text holds a tag, as the articles of feeds do. */
function holdsHtml(text: string): boolean {
  return /<(?!https?:)[a-z/]/i.test(text);
}

/** Whether an attribute's URLs are names and not places: `xmlns`, `xmlns:a`, `xsi:schemaLocation`, and those of schemas and WSDL. */
function isNaming(attribute: string): boolean {
  return /^(?:xmlns(?::.*)?|targetNamespace|namespace|transport|soapAction)$|(?:^|:)(?:noNamespaceS|s)chemaLocation$/.test(
    attribute,
  );
}
