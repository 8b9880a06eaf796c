/** What the references in a run's requests stand for. */
export interface RunValues {
  processEnv: Readonly<Record<string, string>>;
  dotenv: Readonly<Record<string, string>>;
  /** Each goes to these origins alone. */
  secrets: Readonly<Record<string, { value: string; origins: readonly string[] }>>;
  /** Where the files of bodies are: named from the folder `base` on, and in one of the folders `roots`. Absent: none may be read. */
  bodyFiles?: { base: string; roots: readonly string[] };
}

/** Nothing is known, and no file may be read. */
export const noValues: RunValues = { processEnv: {}, dotenv: {}, secrets: {} };
