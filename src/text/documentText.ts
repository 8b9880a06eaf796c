/** A text with the line ends that VS Code gives a document of it: all are the same, so that offsets and lines are those of the editor. */
export function documentText(text: string): string {
  if (!text.includes('\r')) return text;
  const ends = text.match(/\r\n|\r|\n/g) ?? [];
  const feeds = ends.filter((each) => each === '\n').length;
  const wanted = ends.length - feeds > ends.length / 2 ? '\r\n' : '\n';
  return ends.every((each) => each === wanted) ? text : text.replace(/\r\n|\r|\n/g, wanted);
}
