import { Parser } from 'htmlparser2';

/** Code points of a title that are kept. */
const longestTitle = 200;
/** The parser is fed in steps of this size, so that it reads little beyond the title; UTF-16 units. */
const step = 4096;

/** The title of an HTML page from its first part: entities decoded, white space collapsed, cut; empty where there is none. */
export function pageTitle(html: string): string {
  // Most of the time is saved where there is none.
  if (!/<title[\s>]/i.test(html)) return '';
  let title = '';
  let inTitle = false;
  const found = { whole: false };
  // Drawings within a page have titles of their own.
  let drawings = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (name === 'svg') drawings++;
      if (name === 'title' && drawings === 0 && !found.whole) inTitle = true;
    },
    ontext(text) {
      if (inTitle) title += text;
    },
    onclosetag(name) {
      if (name === 'svg') drawings--;
      if (inTitle && name === 'title') {
        inTitle = false;
        found.whole = true;
      }
    },
  });
  for (let at = 0; at < html.length && !found.whole; at += step) parser.write(html.slice(at, at + step));
  // What the first part cuts off is not known to be a title.
  if (!found.whole) return '';
  const collapsed = title.replaceAll(/[\t\n\f\r ]+/g, ' ').trim();
  if (collapsed.length <= longestTitle) return collapsed;
  return Array.from(collapsed.slice(0, 2 * longestTitle))
    .slice(0, longestTitle)
    .join('');
}
