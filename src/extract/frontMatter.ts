const opening = /^(---|\+\+\+)[ \t]*\r?\n/;

/** Where the front matter ends with which a text begins, between lines of `---` (YAML) or `+++` (TOML); 0 where there is none. */
export function frontMatterEnd(text: string): number {
  const open = opening.exec(text.slice(0, 100));
  if (!open) return 0;
  const closing = open[1] === '---' ? /^(?:---|\.\.\.)[ \t]*$/gm : /^\+\+\+[ \t]*$/gm;
  closing.lastIndex = open[0].length;
  return closing.test(text) ? closing.lastIndex : 0;
}
