import { maskRequest } from '../core/maskRequest.ts';
import { maskUrl } from '../core/maskSecrets.ts';
import type { RequestExtras } from '../core/requestList.ts';
import type { RequestLine, Slice } from '../core/runFormat.ts';
import { quote } from './resultRecord.ts';

/** Where bodies of bytes go; gives the place, `undefined` where nothing more can be stored. */
type StoreBody = (body: Uint8Array) => Slice | undefined;

/**
 * The line of a run's file of requests: JSON, as runFormat.md describes it, without secrets. `places` is their list as
 * JSON, empty where there is none. A million of them are written while the run is under way: most are put together by hand.
 */
export function requestRecord(
  index: number,
  url: string,
  extras: RequestExtras | undefined,
  places: string,
  storeBody: StoreBody,
): string {
  const place = places && `,"places":${places}`;
  if (extras)
    return `${JSON.stringify(requestLine(index, { url, ...extras }, storeBody)).slice(0, -1)}${place}}\n`;
  const shown = maskUrl(url);
  return `{"index":${index},"url":${quote(shown)}${shown === url ? '' : ',"masked":true'}${place}}\n`;
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
