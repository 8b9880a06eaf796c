import { plainText } from '../core/plainText.ts';

/** A text of any origin as it may stand in a trusted Markdown string: as itself, neither link, nor icon, nor HTML. */
export function escapeMarkdown(text: string): string {
  return plainText(text, 100).replaceAll(
    /[^\p{L}\p{N}\s]/gu,
    (character) => `&#${character.codePointAt(0)};`,
  );
}
