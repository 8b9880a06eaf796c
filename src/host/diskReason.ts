import type { Translate } from '../core/translate.ts';

/** What the disk said, without the call and the path that follow in Node's words: `EROFS: read-only file system`. */
export function diskReason(error: unknown, translate: Translate): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words = wordsOf(code, translate);
  return words === undefined ? message.replace(/, \w+( '.*')?$/, '') : `${code}: ${words}`;
}

/** What a code of the system means, where it is a matter of where a person wants to write; else `undefined`. */
function wordsOf(code: string, translate: Translate): string | undefined {
  switch (code) {
    case 'ENOSPC':
      return translate('no space left on device');
    case 'EDQUOT':
      return translate('disk quota exceeded');
    case 'EFBIG':
      return translate('file too large');
    case 'EROFS':
      return translate('read-only file system');
    case 'EACCES':
      return translate('permission denied');
    case 'EPERM':
      return translate('operation not permitted');
    case 'ENOENT':
      return translate('no such file or directory');
    case 'ENOTDIR':
      return translate('not a directory');
    case 'ENAMETOOLONG':
      return translate('name too long');
    case 'EIO':
      return translate('i/o error');
    default:
      return undefined;
  }
}
