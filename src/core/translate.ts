/** Says a message in the person's language, `{0}`, `{1}` … replaced by the arguments: what `vscode.l10n.t` is. */
export type Translate = (message: string, ...args: (string | number)[]) => string;
