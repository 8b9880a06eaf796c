import type * as vscode from 'vscode';

/** As what an open document was read. When it is closed and opened again, VS Code makes another, and counts its versions anew. */
export interface ReadVersion {
  document: WeakRef<vscode.TextDocument>;
  version: number;
}
