import type { Replacement } from './replacement.ts';

/** A URL of a text, as it is asked for, and where it has moved. Offsets are UTF-16. */
export interface MovedPlace {
  start: number;
  end: number;
  url: string;
  to: string;
}

/** What is to be done to the URLs of a text. */
export type Fix =
  | { type: 'moveUrls'; urls: readonly MovedPlace[] }
  /** In a list: removes lines whose requests stand above already, or one of them, by its number from 0. */
  | { type: 'removeDuplicates'; line?: number }
  /** In a list: makes comments of the lines of which every URL begins at one of these offsets. */
  | { type: 'commentOut'; starts: readonly number[] };

/** What has to be replaced for it, in the order of the text; `noList`: the text is none. */
export type FixPlan = readonly Replacement[] | 'noList';

/** A text and what is known of it. */
export interface TextToFix {
  text: string;
  languageId: string;
  uri: string;
}

/** Message from the host to the text worker; `id` names one question. */
export interface ToFixer {
  type: 'fix';
  id: number;
  source: TextToFix;
  fix: Fix;
}

/** The answer to it. */
export interface FromFixer {
  type: 'fixPlanned';
  id: number;
  plan: FixPlan;
}
