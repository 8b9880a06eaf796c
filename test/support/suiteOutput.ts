import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';

const mark = '[suite] ';

/** Where a VS Code that runs the suite writes to: the suite's lines are printed, all of them reach the log. */
export function suiteOutput(log: string, print: (line: string) => void = console.log): PassThrough {
  const stream = new PassThrough();
  const file = createWriteStream(log);
  createInterface(stream).on('line', (line) => {
    const start = line.indexOf(mark);
    if (start >= 0) print(line.slice(start + mark.length));
    file.write(`${line}\n`);
  });
  stream.once('end', () => file.end());
  return stream;
}
