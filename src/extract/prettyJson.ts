const indent = '  ';
/** Levels that are indented: more are no text that a person reads, and its lines would be longer than all of it. */
const mostIndents = 100;
/** A bracket, a comma or a colon, the quote that begins a string, or another value, and the space before it. */
const tokens = /[ \t\r\n]*([{}[\],:"]|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))/y;

/**
 * JSON, or lines of it, with a line for each member; `undefined` where the text is none. Strings and numbers stay as they are
 * written: a parser would round long numbers.
 */
export function prettyJson(text: string): string | undefined {
  const parts: string[] = [];
  const open: string[] = [];
  let before = '';
  let end = 0;
  const newLine = () => parts.push('\n', indent.repeat(Math.min(open.length, mostIndents)));
  tokens.lastIndex = 0;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    let [, token = ''] = match;
    end = tokens.lastIndex;
    if (token === '"') {
      const start = end - 1;
      end = tokens.lastIndex = stringEnd(text, end);
      if (end === 0) return undefined;
      token = text.slice(start, end);
    }
    const isFirst = before === '{' || before === '[';
    if (token === '}' || token === ']') {
      if (open.pop() !== token) return undefined;
      if (!isFirst) newLine();
    } else if (token !== ',' && token !== ':') {
      if (before === ':') parts.push(' ');
      // Outside of brackets it is the next of several values.
      else if (isFirst || before === ',' || (open.length === 0 && before !== '')) newLine();
    }
    parts.push(token);
    if (token === '{') open.push('}');
    else if (token === '[') open.push(']');
    before = token;
  }
  return open.length === 0 && before !== '' && !/\S/.test(text.slice(end))
    ? `${parts.join('')}\n`
    : undefined;
}

/** Behind the quote that ends a string which begins before an offset; 0 where none does. Not by a pattern: strings can be megabytes. */
function stringEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (at - escapes > from && text[at - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return at + 1;
  }
  return 0;
}
