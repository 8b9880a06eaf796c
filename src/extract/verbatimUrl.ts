const httpUrl = /^https?:\/\/[^/?#\s]*[\p{L}\p{N}}]/iu;

/** Whether a value that stands for a URL as a whole is one of ours: http or https, with a host. */
export function isHttpUrl(value: string): boolean {
  return httpUrl.test(value);
}
