/** A text whose lines end with a line feed where they ended with a carriage return alone; it stands at the same offset. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}
