// Runs VS Code's server (its main file is the first argument) so that it ends with the process that started it, however
// that one ended: the other end of stdin closes then. On POSIX it leads a process group, and its children go with it.
import process from 'node:process';
import { pathToFileURL } from 'node:url';

process.stdin.resume().once('close', () => {
  if (process.platform === 'win32') process.exit();
  process.kill(-process.pid, 'SIGKILL');
});
const [main] = process.argv.splice(2, 1);
if (main) await import(pathToFileURL(main).href);
