import * as vscode from 'vscode';

/** What the disk said, without the call and the path that follow in Node's words: `EROFS: read-only file system`. */
export function diskReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words = wordsOf(code);
  return words === undefined ? message.replace(/, \w+( '.*')?$/, '') : `${code}: ${words}`;
}

/** What a code of the system means, where it is a matter of where a person wants to write; else `undefined`. */
function wordsOf(code: string): string | undefined {
  switch (code) {
    case 'ENOSPC':
      return vscode.l10n.t('no space left on device');
    case 'EDQUOT':
      return vscode.l10n.t('disk quota exceeded');
    case 'EFBIG':
      return vscode.l10n.t('file too large');
    case 'EROFS':
      return vscode.l10n.t('read-only file system');
    case 'EACCES':
      return vscode.l10n.t('permission denied');
    case 'EPERM':
      return vscode.l10n.t('operation not permitted');
    case 'ENOENT':
      return vscode.l10n.t('no such file or directory');
    case 'ENOTDIR':
      return vscode.l10n.t('not a directory');
    case 'ENAMETOOLONG':
      return vscode.l10n.t('name too long');
    case 'EIO':
      return vscode.l10n.t('i/o error');
    default:
      return undefined;
  }
}
