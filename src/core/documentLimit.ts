/** Bytes of a file above which VS Code hands no document to extensions. */
export const documentLimit = 50 * 1024 * 1024;
