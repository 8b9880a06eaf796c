const longest = 20_000;

/** The same component, of the same length, in which the expressions of attributes (`href={a ? "b" : "c"}`) hold nothing that ends a value. */
export function closeUpExpressions(component: string): string {
  let closedUp = '';
  let read = 0;
  for (let at = component.indexOf('={'); at >= 0;) {
    const { end, closed } = expressionEnd(component, at + 1);
    if (closed) {
      closedUp += `${component.slice(read, at + 2)}${'x'.repeat(end - at - 3)}}`;
      read = end;
    }
    at = component.indexOf('={', end);
  }
  return closedUp + component.slice(read);
}

/** Where the expression in braces ends that opens here; `closed: false`: as far as it was looked for. */
function expressionEnd(text: string, open: number): { end: number; closed: boolean } {
  const limit = Math.min(text.length, open + longest);
  let depth = 0;
  let quote = 0;
  for (let at = open; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === 0x5c) at++;
      // Only a template literal has more than one line: else it was an apostrophe.
      else if (code === quote || (code === 0x0a && quote !== 0x60)) quote = 0;
    } else if (code === 0x22 || code === 0x27 || code === 0x60) quote = code;
    else if (code === 0x7b) depth++;
    else if (code === 0x7d && --depth === 0) return { end: at + 1, closed: true };
  }
  return { end: limit, closed: false };
}
