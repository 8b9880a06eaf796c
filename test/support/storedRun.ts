import { Places } from '../../src/core/places.ts';
import { RequestList } from '../../src/core/requestList.ts';
import { ResultsTable } from '../../src/core/resultsTable.ts';
import type { EarlierPart } from '../../src/core/fetchProtocol.ts';
import type { PlaceColumns, StoredExtent, StoredResults } from '../../src/core/textProtocol.ts';
import { storedRequests } from '../../src/text/storedRequests.ts';
import { storedResults } from '../../src/text/storedResults.ts';

/** What the folder of a run holds. */
export interface StoredRun {
  requests: RequestList;
  places: Places;
  table: ResultsTable;
  extent: StoredExtent;
}

/** Reads the folder of a run, without a worker. */
export async function readStoredRun(folder: string, given: Partial<StoredResults> = {}): Promise<StoredRun> {
  const requests = new RequestList();
  const places: PlaceColumns[] = [];
  for await (const portion of storedRequests(folder)) {
    requests.append(portion.chunk);
    places.push(portion.places);
  }
  const table = new ResultsTable(requests);
  const what = { folder, count: requests.length, isFilled: false, wholeOnly: false, ...given };
  const results = storedResults(what);
  for (;;) {
    const { done, value } = await results.next();
    if (done) return { requests, places: new Places(places), table, extent: value };
    table.put(value);
  }
}

/** What the engine is told of a run of `count` requests that goes on. */
export function earlierPart({ table, extent }: StoredRun, count = table.length): EarlierPart {
  const ended = Uint8Array.from({ length: count }, (_, index) =>
    Number(index < table.length && table.result(index) !== undefined),
  );
  return { ...extent, ended };
}
