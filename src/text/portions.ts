import type { ExtractedRequest, FetchRequest } from '../api.ts';
import { RequestMerger } from '../core/mergeRequests.ts';
import type { RequestChunk, RequestExtras } from '../core/requestList.ts';
import type { PlaceColumns } from '../core/textProtocol.ts';

/** Rows, or places, in one message. */
export const chunkSize = 5000;

/** Some rows and some places, ready to be sent. */
export interface Portion {
  chunk: RequestChunk;
  places: PlaceColumns;
}

/** Puts extracted requests into rows and places, and hands them out in portions of at most `chunkSize` of each. */
export class Portions {
  private readonly merger: RequestMerger | undefined;
  private readonly placed: boolean;
  private rows = 0;
  private urls: string[] = [];
  private extras: (readonly [number, RequestExtras])[] = [];
  private places: { row: number; start: number; end: number; line: number }[] = [];

  constructor(options: { merge: boolean; placed: boolean }) {
    this.merger = options.merge ? new RequestMerger() : undefined;
    this.placed = options.placed;
  }

  /** Takes requests in; yields each portion that is full. */
  *add(requests: Iterable<ExtractedRequest>): Generator<Portion> {
    for (const request of requests) {
      const { start, end, line, ...fetched } = request;
      const row = this.merger ? this.merger.add(fetched) : this.rows;
      if (row === this.rows) this.addRow(fetched);
      if (this.placed) this.places.push({ row, start, end, line });
      if (this.urls.length === chunkSize || this.places.length === chunkSize) yield this.take();
    }
  }

  /** What has not been handed out yet. */
  *rest(): Generator<Portion> {
    if (this.urls.length > 0 || this.places.length > 0) yield this.take();
  }

  private addRow({ url, ...extras }: FetchRequest): void {
    if (Object.keys(extras).length > 0) this.extras.push([this.rows, extras]);
    this.urls.push(url);
    this.rows++;
  }

  private take(): Portion {
    const { urls, extras, places } = this;
    this.urls = [];
    this.extras = [];
    this.places = [];
    return {
      chunk: { first: this.rows - urls.length, urls, extras },
      places: {
        rows: Uint32Array.from(places, (place) => place.row),
        starts: Uint32Array.from(places, (place) => place.start),
        ends: Uint32Array.from(places, (place) => place.end),
        lines: Uint32Array.from(places, (place) => place.line),
        // A text is one document.
        documents: new Uint32Array(places.length),
      },
    };
  }
}
