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
  | ({ type: 'fieldRefused'; id: number } & FieldProblem)
  /**
   * Values of the first of the answers, as many as were made in a short time, at least one; the others are to be asked for
   * again. `lost` of them have none since what they are made of is not stored, or no longer.
   */
  | { type: 'fieldValues'; id: number; values: string[]; lost: number }
  /** The values cannot be made: the stored answers are gone, or cannot be read, for which the system gives this reason. */
  | { type: 'fieldFailed'; id: number; reason?: string };

/** What is wrong with a field that was written. */
export interface FieldProblem {
  /** A UTF-16 offset in what was written. */
  at: number;
  fault: FieldFault;
  /** What who reads such an expression says of it, in English. */
  detail?: string;
}

/** The ways in which what was written can be no field: it is of no kind, or wrong for one of its kind. */
export type FieldFault =
  'kind' | 'path' | 'headerName' | 'patternEnd' | 'patternEmpty' | 'patternFlags' | 'pattern';

/** A field of a run: a value that each answer has or has not. */
export interface FieldDefinition {
  name: string;
  /** A JSONPath, `title`, `header: <name>` or a regular expression between slashes. */
  expression: string;
}

/** The most fields that a run has. */
export const mostFields = 10;
