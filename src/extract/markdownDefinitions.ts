import { type Destination, readDestination, readLabel, skipSpace, titleEnd } from './markdownText.ts';

/** The reference definitions with which a paragraph begins. Offsets are UTF-16, in the paragraph. */
export interface Definitions {
  labels: string[];
  destinations: Destination[];
  /** Where the rest of the paragraph begins. */
  end: number;
}

/** Reads the reference definitions (`[label]: destination "title"`) at the start of a paragraph. */
export function readDefinitions(text: string): Definitions {
  const read: Definitions = { labels: [], destinations: [], end: 0 };
  for (;;) {
    const start = skipSpace(text, read.end);
    if (text.charCodeAt(start) !== 0x5b) return read;
    const label = readLabel(text, start);
    // The text of a footnote is a paragraph.
    if (!label?.label || label.label.startsWith('^') || text.charCodeAt(label.next) !== 0x3a) return read;
    const destination = readDestination(text, skipSpace(text, label.next + 1));
    if (!destination) return read;
    const end = definitionEnd(text, destination.next);
    if (end === undefined) return read;
    read.labels.push(label.label);
    read.destinations.push(destination);
    read.end = end;
  }
}

function definitionEnd(text: string, destinationEnd: number): number | undefined {
  const titleStart = skipSpace(text, destinationEnd);
  const afterTitle = titleStart > destinationEnd ? titleEnd(text, titleStart) : undefined;
  return (afterTitle === undefined ? undefined : lineEnd(text, afterTitle)) ?? lineEnd(text, destinationEnd);
}

/** The end of the line, where nothing but white space stands before it. */
function lineEnd(text: string, from: number): number | undefined {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== 0x0a) {
    if (text.charCodeAt(at) > 0x20) return undefined;
    at++;
  }
  return at;
}
