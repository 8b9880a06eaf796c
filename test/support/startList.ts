import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { extract } from '../../src/extract/extract.ts';
import { projectFolder } from './makeOnce.ts';

/** The origin that the files of test/demo name; a fixture server's own takes its place. */
const demoOrigin = 'http://127.0.0.1:8765';

/** A list to open, in a folder that goes with it. */
export interface StartList extends AsyncDisposable {
  readonly folder: string;
  readonly file: string;
  /** What the output shall say of its URLs: a status, or `refused`. Empty where nobody knows. */
  readonly expected: ReadonlyMap<string, string>;
}

async function ask(url: string): Promise<string> {
  try {
    const { status } = await fetch(url);
    return String(status);
  } catch {
    return 'refused';
  }
}

async function inFolder(name: string): Promise<{ folder: string } & AsyncDisposable> {
  const parent = await mkdtemp(join(tmpdir(), 'gather-list-'));
  return {
    folder: join(parent, name),
    [Symbol.asyncDispose]: () => rm(parent, { recursive: true, force: true }),
  };
}

/** The demo lists, with the URLs of a fixture server. What they answer is asked of Node's own `fetch`. */
export async function demoList(origin: string): Promise<StartList> {
  const place = await inFolder('demo');
  await cp(join(projectFolder, 'test/demo'), place.folder, { recursive: true });
  for (const name of await readdir(place.folder)) {
    const path = join(place.folder, name);
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll(demoOrigin, origin));
  }
  const file = 'urls.txt';
  const urls = (await readFile(join(place.folder, file), 'utf8')).match(/^http.*$/gm) ?? [];
  const expected = await Promise.all(urls.map(async (url) => [url, await ask(url)] as const));
  return { ...place, file, expected: new Map(expected) };
}

/** A copy of a person's own list; rejects where there is nothing in it to fetch. */
export async function ownList(path: string): Promise<StartList> {
  const { requests } = extract({ text: await readFile(path, 'utf8'), languageId: 'plaintext', uri: path });
  if (requests.length === 0) throw new Error(`${path} holds no URL that begins with http:// or https://.`);
  const place = await inFolder('list');
  const file = basename(path);
  await cp(path, join(place.folder, file));
  return { ...place, file, expected: new Map() };
}
