import { plainText } from '../core/plainText.ts';

/** A text of any origin as it may stand in a trusted Markdown string: as itself, neither link, nor icon, nor HTML. At most `maximum` characters are shown of it. */
export function escapeMarkdown(text: string, maximum = 100): string {
  return plainText(text, maximum).replaceAll(
    /[^\p{L}\p{N}\s]/gu,
    (character) => `&#${character.codePointAt(0)};`,
  );
}
