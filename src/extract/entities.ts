import { Tokenizer } from 'htmlparser2';

const known = new Map<string, string>();

/** What an HTML character reference such as `&amp;` or `&#38;` means; itself where it means nothing. */
export function decodeEntity(reference: string): string {
  let meaning = known.get(reference);
  if (meaning === undefined) {
    meaning = tokenize(reference);
    if (known.size < 10_000) known.set(reference, meaning);
  }
  return meaning;
}

/** A text with its character references decoded. */
export function decodeEntities(text: string): string {
  return text.includes('&')
    ? text.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi, decodeEntity)
    : text;
}

function tokenize(reference: string): string {
  let meaning = '';
  const ignore = () => {};
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => (meaning += reference.slice(start, end)),
      ontextentity: (codePoint) => (meaning += String.fromCodePoint(codePoint)),
      onattribdata: ignore,
      onattribend: ignore,
      onattribentity: ignore,
      onattribname: ignore,
      oncdata: ignore,
      onclosetag: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onopentagname: ignore,
      onprocessinginstruction: ignore,
      onselfclosingtag: ignore,
    },
  );
  tokenizer.write(reference);
  tokenizer.end();
  return meaning;
}
