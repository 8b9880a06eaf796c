import type { Extraction } from '../api.ts';
import { type Format, formatOf } from './format.ts';
import { readHttp } from './http.ts';
import { readJson } from './json.ts';
import { ListReader } from './list.ts';
import { readMarkdown } from './markdown.ts';
import { type PlainRules, PlainScanner } from './plain.ts';
import { RequestCollector } from './requestCollector.ts';

/** A text and what is known of it; `uri` may be a path. */
export interface Source {
  text: string;
  languageId: string;
  uri?: string;
}

const sourceRules: PlainRules = { backslash: 'ends', commentLines: false };

/** Reads the requests of a text by its language, in document order. Never throws on any text. */
export function extract(source: Source): Extraction {
  return extractAs(formatOf(source.languageId, source.uri), source.text);
}

/** Reads the requests of a text in a known format. */
export function extractAs(format: Format, text: string): Extraction {
  const collector = new RequestCollector(text);
  switch (format) {
    case 'markdown':
      readMarkdown(text, collector);
      break;
    case 'json':
    case 'jsonLines':
      readJson(text, collector);
      break;
    case 'list': {
      const list = new ListReader();
      return { requests: list.read(text), ...list.rest };
    }
    case 'http':
      return readHttp(text);
    case 'source':
      new PlainScanner(text, sourceRules).scan(0, text.length, (start, end) =>
        collector.add(text.slice(start, end), start, end),
      );
      break;
  }
  return { requests: collector.requests, problems: [], fields: [], options: {} };
}
