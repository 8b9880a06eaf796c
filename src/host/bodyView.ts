import type { BodyView } from '../core/panelDetails.ts';
import { isPicture } from './bodyName.ts';
import { decodeText } from './decodeText.ts';
import type { Run } from './run.ts';
import { whyNoBody } from './whyNoBody.ts';

/** Bytes of a text that are shown beside the table: more than a person reads there. */
const textBytes = 64 * 1024;
/** Bytes of what is neither text nor a picture. */
const otherBytes = 2048;
/** A larger picture is left to an editor. */
const pictureBytes = 4 * 1024 * 1024;

/** The beginning of a request's body as the panel can show it. Rejects with a `UserError` where it cannot be read. */
export async function bodyView(run: Run, index: number): Promise<BodyView> {
  const why = whyNoBody(run, index);
  const result = run.table.result(index);
  if (!result || why !== undefined) return { type: 'none', why: why ?? '' };
  const { bodyBytes, charset, characters, contentType = '', truncated } = result;

  // A picture goes by what it was served as, and is shown by what its bytes are: no text is one.
  if (isPicture(result) && !truncated && bodyBytes <= pictureBytes) {
    const [mediaType = ''] = contentType.split(';', 1);
    return {
      type: 'picture',
      mediaType: mediaType.trim().toLowerCase(),
      bytes: await run.bodyStart(index, bodyBytes),
    };
  }
  const most = characters === undefined ? otherBytes : textBytes;
  const bytes = await run.bodyStart(index, most);
  const isCut = bodyBytes > most;
  if (characters === undefined) return { type: 'bytes', bytes, isCut };
  return { type: 'text', text: decodeText(bytes, charset, isCut), isCut };
}
