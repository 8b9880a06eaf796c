import type { ExtractedRequest } from '../api.ts';
import type { RequestExtras } from '../core/requestList.ts';

/** Collects the requests of a text in document order and finds the line of each. */
export class RequestCollector {
  readonly requests: ExtractedRequest[] = [];
  private readonly text: string;
  private line = 0;
  private lineEnd: number;

  constructor(text: string) {
    this.text = text;
    this.lineEnd = this.endFrom(0);
  }

  /** Adds a URL whose text stands at these UTF-16 offsets, and what the request has beside it; `start` never goes back. */
  add(url: string, start: number, end: number, extras?: RequestExtras): void {
    while (this.lineEnd < start) {
      this.line++;
      this.lineEnd = this.endFrom(this.lineEnd + 1);
    }
    this.requests.push(
      extras ? { url, ...extras, start, end, line: this.line } : { url, start, end, line: this.line },
    );
  }

  private endFrom(at: number): number {
    const end = this.text.indexOf('\n', at);
    return end < 0 ? Number.POSITIVE_INFINITY : end;
  }
}
