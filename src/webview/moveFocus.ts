/** Where a key moves the focus from a row of `count`, `page` rows being in view; `undefined` for any other key. */
export function moveFocus(key: string, from: number, count: number, page: number): number | undefined {
  const to = target(key, from, count, page);
  return to === undefined || count === 0 ? undefined : Math.min(Math.max(to, 0), count - 1);
}

function target(key: string, from: number, count: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return from - 1;
    case 'ArrowDown':
      return from + 1;
    case 'PageUp':
      return from - Math.max(1, page - 1);
    case 'PageDown':
      return from + Math.max(1, page - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
