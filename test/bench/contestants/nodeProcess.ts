// A process of its own for one go of a contestant in Node, so that none inherits the heap of another: its name, the file
// with the URLs and how many at once are the arguments; what it measured goes to its parent.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { watchMemory } from '../peakMemory.ts';
import { nodeTasks } from './nodeTasks.ts';

const [name = '', file = '', concurrency] = process.argv.slice(2);
const task = nodeTasks[name];
if (!task) throw new Error(`there is no contestant ${name}`);
const urls = readFileSync(file, 'utf8').trimEnd().split('\n');

const memory = watchMemory();
const start = performance.now();
const fetched = await task(urls, Number(concurrency));
const milliseconds = performance.now() - start;
const peakMegabytes = (memory.end() - memory.before) / 1e6;
process.send?.({ ...fetched, milliseconds, peakMegabytes }, () => process.exit());
