import type { FetchRequest } from '../api.ts';
import { RequestMerger } from './mergeRequests.ts';
import { Places } from './places.ts';
import { type RequestExtras, RequestList } from './requestList.ts';
import type { PlaceColumns } from './textProtocol.ts';

/** Rows that are taken in at once. */
const rowsAtOnce = 2000;

/** A request as a document has it. */
type Written = FetchRequest & RequestExtras;

/** Puts the requests of several documents together: equal ones are one row, which has the places of all. */
export class DocumentMerger {
  readonly requests = new RequestList();
  private readonly merger = new RequestMerger();
  private readonly chunks: PlaceColumns[] = [];
  private documents = 0;

  /** Where they stand. */
  get places(): Places {
    return new Places(this.chunks);
  }

  /**
   * Takes in the requests of the next document, as `adapt` makes them; a pause after each step lets others have their turn.
   */
  *add(requests: RequestList, places: Places, adapt: (request: Written) => Written): Generator<void> {
    const rows = new Uint32Array(requests.length);
    for (let row = 0; row < requests.length; row++) {
      const request = requests.hasExtras(row) ? adapt(requests.get(row)) : { url: requests.url(row) };
      const merged = this.merger.add(request);
      if (merged === this.requests.length) this.requests.add(request);
      rows[row] = merged;
      if (row % rowsAtOnce === rowsAtOnce - 1) yield;
    }
    this.chunks.push({
      ...places.columns,
      rows: places.columns.rows.map((row) => rows[row] ?? 0),
      documents: new Uint32Array(places.length).fill(this.documents),
    });
    this.documents++;
  }
}
