import type { Extraction } from '../api.ts';
import { readCsv } from './csv.ts';
import { type Format, formatOf } from './format.ts';
import type { FoundUrl } from './foundUrl.ts';
import { readHtml } from './html.ts';
import { readHttp } from './http.ts';
import { readJson } from './json.ts';
import { withLineFeeds } from './lineFeeds.ts';
import { ListReader } from './list.ts';
import { readMarkdown } from './markdown.ts';
import { type PlainRules, PlainScanner } from './plain.ts';
import { RequestCollector } from './requestCollector.ts';
import { readXml } from './xml.ts';
import { readYaml } from './yaml.ts';

/** A text and what is known of it; `uri` may be a path. */
export interface Source {
  text: string;
  languageId: string;
  uri?: string;
}

/** How code and texts that have no reader of their own are read. */
const sources = {
  source: { rules: { backslash: 'ends', commentEnds: true }, decode: (url) => url },
  asciidoc: { rules: { backslash: 'ends', bracketEnds: true }, decode: (url) => url },
  latex: { rules: { backslash: 'latex' }, decode: (url) => url.replace(/\\([_%#&$])/g, '$1') },
  sql: {
    rules: { backslash: 'ends', commentEnds: true, doubledApostrophe: true },
    decode: (url) => url.replaceAll("''", "'"),
  },
} satisfies Partial<Record<Format, { rules: PlainRules; decode: (written: string) => string }>>;

/** Reads the requests of a text by its language, in document order. Never throws on any text. */
export function extract(source: Source): Extraction {
  return extractAs(formatOf(source.languageId, source.uri), source.text);
}

/** Reads the requests of a text in a known format. */
export function extractAs(format: Format, written: string): Extraction {
  const text = withLineFeeds(written);
  const collector = new RequestCollector(text);
  const found: FoundUrl = (url, start, end) => collector.add(url, start, end);
  switch (format) {
    case 'markdown':
      readMarkdown(text, found);
      break;
    case 'html':
    case 'component':
      readHtml(text, format, found);
      break;
    case 'xml':
      readXml(text, found);
      break;
    case 'json':
    case 'jsonLines':
      readJson(text, found);
      break;
    case 'csv':
      readCsv(text, found);
      break;
    case 'tsv':
      readCsv(text, found, '\t');
      break;
    case 'ssv':
      readCsv(text, found, ';');
      break;
    case 'psv':
      readCsv(text, found, '|');
      break;
    case 'yaml':
      readYaml(text, text.length, found);
      break;
    case 'list': {
      const list = new ListReader();
      return { requests: list.read(text), ...list.rest };
    }
    case 'http':
      return readHttp(text);
    case 'source':
    case 'asciidoc':
    case 'latex':
    case 'sql': {
      const { rules, decode } = sources[format];
      new PlainScanner(text, rules).scan(0, text.length, (start, end) =>
        found(decode(text.slice(start, end)), start, end),
      );
      break;
    }
  }
  return { requests: collector.requests, problems: [], fields: [], options: {} };
}
