import type { Extraction } from '../api.ts';
import { readCsv } from './csv.ts';
import { type Format, formatOf } from './format.ts';
import type { FoundUrl } from './foundUrl.ts';
import { readHtml } from './html.ts';
import { readJson } from './json.ts';
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

const rulesOf: Record<'list' | 'source', PlainRules> = {
  list: { backslash: 'stays', commentLines: true },
  source: { backslash: 'ends', commentLines: false },
};

/** Reads the requests of a text by its language, in document order. Never throws on any text. */
export function extract(source: Source): Extraction {
  return extractAs(formatOf(source.languageId, source.uri), source.text);
}

/** Reads the requests of a text in a known format. */
export function extractAs(format: Format, written: string): Extraction {
  // A line may end with a carriage return alone: as a line feed it stands at the same offset.
  const text = written.includes('\r') ? written.replace(/\r(?!\n)/g, '\n') : written;
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
    case 'yaml':
      readYaml(text, text.length, found);
      break;
    case 'list':
    case 'source':
      new PlainScanner(text, rulesOf[format]).scan(0, text.length, (start, end) =>
        found(text.slice(start, end), start, end),
      );
      break;
  }
  return { requests: collector.requests, problems: [], fields: [] };
}
