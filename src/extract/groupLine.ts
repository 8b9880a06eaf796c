/** Whether a line whose first sign stands here begins a group: `###`, and a title if it likes. */
export function isGroupLine(text: string, first: number): boolean {
  return text.startsWith('###', first);
}
