import { MIMEType } from 'whatwg-mimetype';

/** What a Content-Type header says. */
export interface ContentType {
  /** Such as `text/html`; empty where there is no usable header. */
  readonly essence: string;
  readonly charset: string | undefined;
  /** Whether the header or, in HTML and XML, the body itself can name a charset. */
  readonly mayDeclareCharset: boolean;
  readonly isHtml: boolean;
  /** `undefined`: the header does not tell. */
  readonly isText: boolean | undefined;
}

const known = new Map<string, ContentType>();

const textEssence =
  /^(text\/.+|image\/svg\+xml|.+\+(json|xml|yaml)|application\/(json|xml|xhtml\+xml|javascript|ecmascript|x-javascript|ld\+json|x-ndjson|ndjson|json-seq|yaml|x-yaml|toml|graphql|sql|x-sh|x-www-form-urlencoded|rtf|xml-dtd|problem\+json))$/;

/** Reads a Content-Type header as the MIME Sniffing standard says (§4.4). */
export function readContentType(header: string): ContentType {
  let type = known.get(header);
  if (!type) {
    const parsed = MIMEType.parse(header);
    const essence = parsed?.essence ?? '';
    const charset = parsed?.parameters.get('charset') ?? undefined;
    type = {
      essence,
      charset,
      mayDeclareCharset: charset !== undefined || /html|xml/.test(essence),
      isHtml: essence === 'text/html' || essence === 'application/xhtml+xml',
      isText: essence === '' ? undefined : textEssence.test(essence),
    };
    // A server may send a new header each time.
    if (known.size < 1000) known.set(header, type);
  }
  return type;
}
