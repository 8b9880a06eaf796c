import { decodeHTMLAttribute } from 'entities/decode';
import { closeUpExpressions } from './componentExpressions.ts';
import type { FoundUrl } from './foundUrl.ts';
import { frontMatterEnd } from './frontMatter.ts';
import { HtmlAttributes } from './htmlAttributes.ts';
import { readMarkup } from './markup.ts';
import { PlainScanner } from './plain.ts';

const boundName = /^(?:v-bind)?:/;

/**
 * Reads the URLs in the attributes of HTML; text, comments, scripts and styles are not read. Of a component of Vue, Svelte, Astro
 * or the like, scripts and bound attributes (`:href="…"`, `href={…}`) are read by the plain rules; code knows no entities.
 */
export function readHtml(html: string, syntax: 'html' | 'component', found: FoundUrl): void {
  const attributes = new HtmlAttributes(html, found);
  const plain = new PlainScanner(html, { backslash: 'ends' });
  const readCode = (from: number, to: number) =>
    plain.scan(from, to, (start, end) => found(html.slice(start, end), start, end));
  const readPlain = (from: number, to: number) =>
    plain.scan(from, to, (start, end) => found(decodeHTMLAttribute(html.slice(start, end)), start, end));
  let inScript = false;

  if (syntax === 'component') readCode(0, frontMatterEnd(html));
  readMarkup(syntax === 'component' ? closeUpExpressions(html) : html, syntax, {
    openTag: (name) => {
      const tag = name.toLowerCase();
      attributes.begin(tag);
      inScript = tag === 'script';
    },
    attribute: (written, from, to) => {
      const isExpression = syntax === 'component' && html.charAt(from) === '{';
      const bound = isExpression || (syntax === 'component' && boundName.test(written));
      const name = (bound ? written.replace(boundName, '') : written).toLowerCase();
      // A `<` in a value is the sign of a quotation mark that was left out.
      if (!bound && !html.slice(from, to).includes('<')) attributes.read(name, from, to);
      else if (attributes.holdsUrls(name)) (isExpression ? readCode : readPlain)(from, to);
    },
    tagEnd: () => attributes.end(),
    closeTag: () => (inScript = false),
    text: (from, to) => {
      if (inScript && syntax === 'component') readCode(from, to);
    },
    unfinished: (from) => readPlain(from, html.length),
  });
}
