/** What is asked of the text worker about fields: each question has one answer, which bears its `id`. */
export type ToFields =
  /** Whether a person has written a field. */
  | { type: 'checkField'; id: number; text: string }
  /** Values of answers, which lie at these places in the run's file of results, in bytes; length 0: nowhere. */
  | {
      type: 'computeField';
      id: number;
      /** The run's. */
      folder: string;
      expression: string;
      offsets: Float64Array<ArrayBuffer>;
      lengths: Uint32Array<ArrayBuffer>;
    };

/** What the text worker answers. */
export type FromFields =
  | { type: 'fieldChecked'; id: number; field: FieldDefinition }
  /** The expression is none: `at` is a UTF-16 offset in what was written. */
  | { type: 'fieldRefused'; id: number; at: number; message: string }
  /** Values of the first of the answers, as many as were made in a short time, at least one; the others are to be asked for again. */
  | { type: 'fieldValues'; id: number; values: string[] }
  /** The values cannot be made; `message` is for a person. */
  | { type: 'fieldFailed'; id: number; message: string };

/** A field of a run: a value that each answer has or has not. */
export interface FieldDefinition {
  name: string;
  /** A JSONPath, `title`, `header: <name>` or a regular expression between slashes. */
  expression: string;
}

/** The most fields that a run has. */
export const mostFields = 10;
