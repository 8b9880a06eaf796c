/** Whether redirects say that a URL has moved for good: each of them permanent (301 or 308). */
export function isMoved(redirects: readonly { status: number }[]): boolean {
  return redirects.length > 0 && redirects.every(({ status }) => status === 301 || status === 308);
}
