/** Takes a URL and the UTF-16 offsets of its text; `start` never goes back. */
export type FoundUrl = (url: string, start: number, end: number) => void;
