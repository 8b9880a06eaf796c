// A program that exports a stored run into a new file, or saves its bodies in a folder, and says how that ended; it is made to
// be run where the disk takes no more.
import process from 'node:process';
import { exportRun } from './exportRun.ts';
import { readStoredRun } from './storedRun.ts';

const [folder = '', type = '', path = ''] = process.argv.slice(2);
const { table } = await readStoredRun(folder);
const into =
  type === 'bodies'
    ? ({ type, folder: path, taken: [] } as const)
    : ({ type: 'file', format: 'har', path } as const);
process.stdout.write(JSON.stringify(await exportRun({ folder, table }, into)));
