import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { WhatToRead } from './whatToRead.ts';

/** How long VS Code may take to look for repositories. */
const searchMilliseconds = 5000;

/** What is needed of the API of VS Code's Git extension. */
export interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<unknown>;
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitRepository {
  /** The text of a file in a commit. Rejects where that has no such file. */
  show(ref: string, path: string): Promise<string>;
}

/** The API of VS Code's Git extension; `undefined` where that is not there, or is switched off. */
export async function gitApi(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
  try {
    return (await extension?.activate())?.getAPI(1);
  } catch {
    return undefined;
  }
}

/** The lines of a document, saved or not, that the last commit does not have: all, where it does not have the file. */
export async function changedLines(
  document: vscode.TextDocument,
  git: GitApi | undefined,
): Promise<WhatToRead> {
  const name = vscode.workspace.asRelativePath(document.uri);
  if (!git) {
    return nothing(
      vscode.l10n.t(
        'Git is not available: the Git extension of VS Code is missing or switched off, or the workspace is not trusted. Switch it on, or use "Fetch All URLs in File".',
      ),
    );
  }
  await initialized(git);
  const repository = document.uri.scheme === 'file' ? git.getRepository(document.uri) : null;
  if (!repository) {
    return nothing(
      vscode.l10n.t(
        '{0} is in no Git repository that VS Code has open, so no line of it counts as changed. Use "Fetch All URLs in File".',
        name,
      ),
    );
  }
  let since: string;
  try {
    since = await repository.show('HEAD', document.uri.fsPath);
  } catch (error) {
    // Git has answered: there is no such file in the last commit, or no commit.
    if (typeof (error as { exitCode?: unknown }).exitCode !== 'number') {
      return nothing(vscode.l10n.t('Git could not tell what {0} was before: {1}', name, String(error)));
    }
    since = '';
  }
  return { type: 'document', document, part: { of: 'changedLines', since } };
}

/** While VS Code starts, repositories are not known yet. */
async function initialized(git: GitApi): Promise<void> {
  if (git.state === 'initialized') return;
  const waiting = new AbortController();
  const change = new Promise<void>((resolve) => {
    const listener = git.onDidChangeState(() => resolve());
    waiting.signal.addEventListener('abort', () => listener.dispose(), { once: true });
  });
  const end = setTimeout(searchMilliseconds, undefined, { signal: waiting.signal }).catch(() => undefined);
  await Promise.race([change, end]);
  waiting.abort();
}

function nothing(message: string): WhatToRead {
  return { type: 'nothing', message };
}
