import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Failure } from '../api.ts';
import type { RunValues } from '../core/runValues.ts';

/** A body is sent from memory, where many of them may be at once. */
const largest = 64 * 1024 * 1024;

/** Reads the file that is to be sent as a body, or says why it cannot be. It must lie in the workspace, whatever links lead to it. */
export function readBodyFile(name: string, where: RunValues['bodyFiles']): Uint8Array | Failure {
  if (!where) return input(`The body is in the file ${name}, which may not be read here.`);
  try {
    const file = realpathSync(path.resolve(where.base, name));
    if (!where.roots.some((root) => isWithin(realpathSync(root), file))) {
      return input(`The file ${name} is outside of the workspace. Move it into the workspace's folder.`);
    }
    const stat = statSync(file);
    if (!stat.isFile()) return input(`${name} is not a file. Name the file to send as the body.`);
    if (stat.size > largest) return input(`The file ${name} is larger than 64 MiB, and is not sent.`);
    return readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    return input(
      code === 'ENOENT'
        ? `There is no file ${name} for the body. It is looked for from the folder of the document on.`
        : `The file ${name} for the body cannot be read (${code}). Check its permissions.`,
    );
  }
}

function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return (
    relative !== '' &&
    !relative.startsWith(`..${path.sep}`) &&
    relative !== '..' &&
    !path.isAbsolute(relative)
  );
}

function input(message: string): Failure {
  return { kind: 'input', message };
}
