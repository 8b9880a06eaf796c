import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { makeOnce } from './makeOnce.ts';
import { npmInstall } from './npmInstall.ts';

/** A browser's program, and what its environment needs on top of ours. */
export interface BrowserProgram {
  readonly path: string;
  readonly env?: Record<string, string>;
}

const packed = new URL('../bin/', import.meta.resolve('@sparticuz/chromium'));

async function decompress(name: string, file: string): Promise<void> {
  await pipeline(
    createReadStream(new URL(name, packed)),
    createBrotliDecompress(),
    createWriteStream(file, { mode: 0o755 }),
  );
}

async function unpack(name: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const archive = join(folder, `${name}.tar`);
  await decompress(`${name}.tar.br`, archive);
  await promisify(execFile)('tar', ['-xf', archive, '-C', folder]);
  await rm(archive);
}

/** The machine's own fonts first; the others make text readable where there are none. */
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <dir prefix="relative">node_modules/dejavu-fonts-ttf/ttf</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`;

/** The headless Chromium in @sparticuz/chromium, with the libraries and fonts that a bare Linux lacks. */
export async function packedChromium(): Promise<BrowserProgram> {
  const { version } = JSON.parse(await readFile(new URL('../package.json', packed), 'utf8')) as {
    version: string;
  };
  const folder = await makeOnce(`chromium-${version}`, async (part) => {
    console.log('Unpacking the headless Chromium, once...');
    await writeFile(join(part, 'fonts.conf'), fontsConfiguration);
    await Promise.all([
      decompress('chromium.br', join(part, 'chromium')),
      unpack('al2023', part),
      unpack('swiftshader', part),
      unpack('fonts', join(part, 'fonts')),
    ]);
    await npmInstall(part, 'dejavu-fonts-ttf@2.37.3');
  });
  const libraries = [join(folder, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return {
    path: join(folder, 'chromium'),
    env: { FONTCONFIG_FILE: join(folder, 'fonts.conf'), LD_LIBRARY_PATH: libraries },
  };
}
