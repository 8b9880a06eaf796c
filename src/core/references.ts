/** Where the value of a reference comes from. */
export type ReferenceKind = 'processEnv' | 'dotenv' | 'secret';

/** A value that a text asks for by its name, such as `{{$secret TOKEN}}`. */
export interface Reference {
  kind: ReferenceKind;
  name: string;
}

const dynamic =
  /\{\{[ \t]*\$(?:(processEnv|dotenv|secret)[ \t]+([A-Za-z_][\w.-]{0,127})|(guid|timestamp))[ \t]*\}\}/g;
const whole = new RegExp(`^(?:${dynamic.source})$`);

/** Whether a text is one dynamic variable, such as `{{$guid}}`, and nothing else. */
export function isDynamic(text: string): boolean {
  return whole.test(text);
}

/** Whether a text may hold a dynamic variable. */
export function mayBeDynamic(text: string): boolean {
  return text.includes('{{');
}

/** Puts values in the places of dynamic variables; `value` is given a reference, or the name of a variable that needs none. */
export function replaceDynamic(
  text: string,
  value: (variable: Reference | 'guid' | 'timestamp', written: string) => string,
): string {
  return text.replace(dynamic, (written, kind?: ReferenceKind, name = '', simple?: string) =>
    value(kind ? { kind, name } : (simple as 'guid' | 'timestamp'), written),
  );
}

/** The same text, of the same length, in which no dynamic variable holds a space. */
export function closeUpDynamic(text: string): string {
  return text.replace(dynamic, (written) => written.replaceAll(/[ \t]/g, '_'));
}

/** The references of a text, in order. */
export function referencesIn(text: string): Reference[] {
  if (!mayBeDynamic(text)) return [];
  return Array.from(text.matchAll(dynamic)).flatMap(([, kind, name]) =>
    kind ? [{ kind: kind as ReferenceKind, name: name ?? '' }] : [],
  );
}
