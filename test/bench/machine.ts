import os from 'node:os';
import process from 'node:process';

/** What a table was measured on, in a sentence. */
export function machine(parts: readonly string[]): string {
  const [cpu] = os.cpus();
  const memory = `${(os.totalmem() / 1024 ** 3).toFixed(0)} GiB`;
  const cores = `${os.availableParallelism()} cores of ${cpu?.model.trim() ?? 'an unknown processor'}`;
  return [
    `${cores}, ${memory}`,
    `${os.type()} ${os.release()}`,
    `Node ${process.versions.node}`,
    ...parts,
  ].join(', ');
}
