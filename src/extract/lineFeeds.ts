/** The same text, of the same length, in which no line ends with a carriage return alone. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}
