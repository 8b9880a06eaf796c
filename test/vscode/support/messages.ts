import * as vscode from 'vscode';

const kinds = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/** Collects what a person is told while `use` runs; nobody answers. */
export async function withMessages<Value>(use: (said: string[]) => Promise<Value>): Promise<Value> {
  const said: string[] = [];
  const window = vscode.window as unknown as Record<(typeof kinds)[number], unknown>;
  const before = kinds.map((kind) => window[kind]);
  for (const kind of kinds) window[kind] = async (message: string) => void said.push(message);
  try {
    return await use(said);
  } finally {
    kinds.forEach((kind, nth) => (window[kind] = before[nth]));
  }
}
