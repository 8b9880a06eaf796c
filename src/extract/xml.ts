import { DecodedText } from './decodedText.ts';
import { decodeXmlText } from './entities.ts';
import type { FoundUrl } from './foundUrl.ts';
import { readMarkup } from './markup.ts';
import { type PlainRules, PlainScanner } from './plain.ts';
import { readProse, readValue } from './value.ts';
import { isHttpUrl } from './verbatimUrl.ts';

const rules: PlainRules = { backslash: 'stays' };

/**
 * Reads the URLs of XML. Of a sitemap: each `loc`, of images too, and each `xhtml:link`. Of any other: the values of attributes, but
 * those that name a namespace or schema; text, CDATA and comments by the plain rules.
 */
export function readXml(xml: string, found: FoundUrl): void {
  const asWritten = new PlainScanner(xml, rules);
  let isSitemap: boolean | undefined;
  let tag = '';

  const readText = (from: number, to: number) => {
    if (!xml.slice(from, to).includes('&')) readAsWritten(from, to);
    else readProse(decodeXmlText(xml, from, to), rules, found);
  };
  const readAsWritten = (from: number, to: number) =>
    asWritten.scan(from, to, (start, end) => found(xml.slice(start, end), start, end));
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
      isSitemap ??= tag === 'urlset' || tag === 'sitemapindex';
    },
    closeTag: () => (tag = ''),
    attribute: (name, from, to) => {
      if (isSitemap) {
        if (tag === 'link' && name === 'href') readLocation(decodeXmlText(xml, from, to));
      } else if (!isNaming(name)) readValue(decodeXmlText(xml, from, to), rules, found);
    },
    text: (from, to) => {
      if (!isSitemap) readText(from, to);
      else if (tag === 'loc') readLocation(decodeXmlText(xml, from, to));
    },
    cdata: (from, to) => {
      if (!isSitemap) readAsWritten(from, to);
      else if (tag === 'loc') readLocation(new DecodedText(xml, from).endAt(to));
    },
    comment: (from, to) => {
      if (!isSitemap) readAsWritten(from, to);
    },
    unfinished: (from) => readText(from, xml.length),
  });
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Whether an attribute's URLs are names and not places: `xmlns`, `xmlns:a`, `xsi:schemaLocation`. */
function isNaming(attribute: string): boolean {
  return /^xmlns(?::|$)|(?:^|:)(?:noNamespaceS|s)chemaLocation$/.test(attribute);
}
