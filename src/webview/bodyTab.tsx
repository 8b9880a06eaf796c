import { useEffect, useState } from 'preact/hooks';
import { formatBytes } from '../core/formatBytes.ts';
import type { BodyView, PanelDetails } from '../core/panelDetails.ts';
import { isPictureType } from '../core/pictureTypes.ts';
import { hexDump } from './hexDump.ts';
import { fill, type Strings } from './strings.ts';
import { visibleLines, visibleText } from './visibleText.ts';

/** The beginning of the body: text as text, pictures of pixels as pictures, all else as bytes. */
export function BodyTab(props: { content: PanelDetails; open: () => void; strings: Strings }) {
  const { content, open, strings } = props;
  const { body, row, timings } = content;
  if (timings === undefined) return <p class="none">{strings.notYet}</p>;
  if (body === undefined) return null;
  if (body.type === 'none') return <p class="none">{visibleText(body.why)}</p>;
  const size = formatBytes(row.bodyBytes ?? 0);
  return (
    <>
      {body.type !== 'picture' && body.isCut && (
        <p class="hint">
          {fill(strings.bodyCut, shownSize(body), size)}{' '}
          <button type="button" class="link" onClick={open}>
            {strings.openBodyShort}
          </button>
        </p>
      )}
      {body.type === 'picture' ? (
        <Picture picture={body} url={visibleText(row.url)} size={size} strings={strings} />
      ) : (
        <pre dir={body.type === 'text' ? 'auto' : 'ltr'}>
          {body.type === 'text' ? visibleLines(body.text) : hexDump(body.bytes)}
        </pre>
      )}
    </>
  );
}

function shownSize(body: Extract<BodyView, { isCut: boolean }>): string {
  const bytes = body.type === 'text' ? new TextEncoder().encode(body.text).length : body.bytes.length;
  return formatBytes(bytes);
}

function Picture(props: {
  picture: Extract<BodyView, { type: 'picture' }>;
  url: string;
  size: string;
  strings: Strings;
}) {
  const { picture, url, size, strings } = props;
  const [source, setSource] = useState<string>();
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    setBroken(false);
    if (!isPictureType(picture.mediaType)) return undefined;
    const address = URL.createObjectURL(
      new Blob([new Uint8Array(picture.bytes)], { type: picture.mediaType }),
    );
    setSource(address);
    return () => URL.revokeObjectURL(address);
  }, [picture]);
  if (isBroken || !isPictureType(picture.mediaType)) {
    return <p class="none">{fill(strings.pictureBroken, size, picture.mediaType)}</p>;
  }
  return source === undefined ? null : (
    <img src={source} alt={fill(strings.picture, url)} onError={() => setBroken(true)} />
  );
}
