import { maskRequest } from '../core/maskRequest.ts';
import { maskUrl } from '../core/maskSecrets.ts';
import type { RequestExtras } from '../core/requestList.ts';
import type { RequestLine, Slice } from '../core/runFormat.ts';
import type { JsonLine } from './jsonLine.ts';

/** Where bodies of bytes go; gives the place, `undefined` where nothing more can be stored. */
type StoreBody = (body: Uint8Array) => Slice | undefined;

/**
 * Writes the line of a run's file of requests: JSON, as runFormat.md describes it, without secrets. `places` is their list
 * as JSON, empty where there is none.
 */
export function requestRecord(
  line: JsonLine,
  index: number,
  url: string,
  extras: RequestExtras | undefined,
  places: string,
  storeBody: StoreBody,
): void {
  if (extras) {
    line.raw(JSON.stringify(requestLine(index, { url, ...extras }, storeBody)).slice(0, -1));
  } else {
    const shown = maskUrl(url);
    line.raw('{"index":').number(index).raw(',"url":').text(shown);
    if (shown !== url) line.raw(',"masked":true');
  }
  if (places) line.raw(',"places":').raw(places);
  line.raw('}\n');
}

function requestLine(
  index: number,
  request: { url: string } & RequestExtras,
  storeBody: StoreBody,
): Omit<RequestLine, 'places'> {
  const masked = maskRequest(request);
  const { body, ...rest } = masked;
  const bodyAt = body instanceof Uint8Array ? storeBody(body) : undefined;
  return {
    index,
    ...rest,
    ...(typeof body === 'string' && { body }),
    ...(bodyAt && { bodyAt }),
    ...(masked !== request && { masked: true }),
  };
}
