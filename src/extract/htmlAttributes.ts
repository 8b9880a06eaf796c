import { Tokenizer } from 'htmlparser2';
import { decodeEntities } from './entities.ts';
import { isHttpUrl } from './verbatimUrl.ts';

/** Takes a URL and the UTF-16 offsets of its text. */
export type FoundUrl = (url: string, start: number, end: number) => void;

const urlAttributes = new Set(['href', 'src', 'poster', 'formaction', 'cite', 'action', 'xlink:href']);
const setAttributes = new Set(['srcset', 'imagesrcset']);

/** Reports the URLs in the attributes of HTML, in order. Text, comments, scripts and styles are not read. */
export function readHtmlAttributes(html: string, found: FoundUrl): void {
  let tag = '';
  let name = '';
  let from = 0;
  let to = 0;
  let refreshes = false;
  let content: [number, number] | undefined;

  const endTag = () => {
    if (refreshes && content) readRefresh(html, ...content, found);
    refreshes = false;
    content = undefined;
  };
  const endAttribute = () => {
    if (to === from) return;
    if (urlAttributes.has(name) || (name === 'data' && tag === 'object')) readValue(html, from, to, found);
    else if (setAttributes.has(name)) readSet(html, from, to, found);
    else if (tag === 'meta' && name === 'content') content = [from, to];
    else if (tag === 'meta' && name === 'http-equiv')
      refreshes = html.slice(from, to).trim().toLowerCase() === 'refresh';
  };
  const ignore = () => {};
  const tokenizer = new Tokenizer(
    // Entities are decoded from the raw value, whose offsets the tokenizer then tells whole.
    { decodeEntities: false },
    {
      onopentagname: (start, end) => (tag = html.slice(start, end).toLowerCase()),
      onattribname: (start, end) => {
        name = html.slice(start, end).toLowerCase();
        from = to = 0;
      },
      onattribdata: (start, end) => {
        if (to === from) from = start;
        to = end;
      },
      onattribend: endAttribute,
      onopentagend: endTag,
      onselfclosingtag: endTag,
      onattribentity: ignore,
      oncdata: ignore,
      onclosetag: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onprocessinginstruction: ignore,
      ontext: ignore,
      ontextentity: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
}

function readValue(html: string, from: number, to: number, found: FoundUrl): void {
  const raw = html.slice(from, to);
  const trimmed = raw.trim();
  const start = from + raw.length - raw.trimStart().length;
  const url = decodeEntities(trimmed);
  if (isHttpUrl(url)) found(url, start, start + trimmed.length);
}

/** Candidates are parted by commas; a comma inside a URL belongs to it, at its end it does not. */
function readSet(html: string, from: number, to: number, found: FoundUrl): void {
  const raw = html.slice(from, to);
  const candidate = /[\s,]*(\S+)/y;
  for (let match = candidate.exec(raw); match?.[1]; match = candidate.exec(raw)) {
    const [, token] = match;
    const start = from + candidate.lastIndex - token.length;
    const url = token.replace(/,+$/, '');
    readValue(html, start, start + url.length, found);
    if (url !== token) continue;
    const comma = raw.indexOf(',', candidate.lastIndex);
    if (comma < 0) return;
    candidate.lastIndex = comma;
  }
}

function readRefresh(html: string, from: number, to: number, found: FoundUrl): void {
  const match = /^\s*[\d.]+\s*[;,\s]\s*(?:url\s*=\s*)?(["']?)/i.exec(html.slice(from, to));
  if (!match) return;
  const start = from + match[0].length;
  const close = match[1] ? html.indexOf(match[1], start) : -1;
  readValue(html, start, close >= 0 && close < to ? close : to, found);
}
