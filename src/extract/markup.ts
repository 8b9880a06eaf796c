import { Tokenizer } from 'htmlparser2';

/** What stands in HTML or XML, in order; offsets are UTF-16. Names are as they are written. */
export interface MarkupHandlers {
  openTag(name: string): void;
  /** A value as it is written, without its quotes; none where it is empty or missing. */
  attribute?(name: string, from: number, to: number): void;
  /** The `>` of an opening tag. */
  tagEnd?(): void;
  closeTag?(): void;
  text?(from: number, to: number): void;
  cdata?(from: number, to: number): void;
  comment?(from: number, to: number): void;
  /** An attribute that goes on to the end of the text, for want of a quote or `>`. */
  unfinished?(from: number): void;
}

const nothing = () => {};

/** Reads HTML or XML; it may be malformed. Linear in its length. */
export function readMarkup(
  text: string,
  syntax: 'html' | 'component' | 'xml',
  handlers: MarkupHandlers,
): void {
  let name = '';
  let nameStart = -1;
  let from = 0;
  let to = 0;
  const endTag = () => handlers.tagEnd?.();
  const comment = (start: number, end: number) => handlers.comment?.(start, end);
  const tokenizer = new Tokenizer(
    // Entities are decoded from the raw value, whose offsets the tokenizer then tells whole.
    { decodeEntities: false, xmlMode: syntax === 'xml', recognizeSelfClosing: syntax !== 'html' },
    {
      onopentagname: (start, end) => handlers.openTag(text.slice(start, end)),
      onattribname: (start, end) => {
        name = text.slice(start, end);
        nameStart = start;
        from = to = 0;
      },
      onattribdata: (start, end) => {
        if (to === from) from = start;
        to = end;
      },
      onattribend: () => {
        nameStart = -1;
        if (to > from) handlers.attribute?.(name, from, to);
      },
      onopentagend: endTag,
      onselfclosingtag: () => {
        endTag();
        handlers.closeTag?.();
      },
      onclosetag: () => handlers.closeTag?.(),
      ontext: (start, end) => handlers.text?.(start, end),
      oncdata: (start, end, endLength) => handlers.cdata?.(start, end - endLength),
      oncomment: (start, end, endLength) => handlers.comment?.(start, end - endLength),
      onprocessinginstruction: comment,
      onattribentity: nothing,
      ondeclaration: nothing,
      onend: nothing,
      ontextentity: nothing,
    },
  );
  tokenizer.write(text);
  tokenizer.end();
  if (nameStart >= 0) handlers.unfinished?.(nameStart);
}
