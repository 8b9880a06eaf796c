import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const tables = ['/proc/net/tcp', '/proc/net/tcp6'];
/** `TCP_ESTABLISHED` of Linux. */
const established = '01';
/** ms between two looks. */
const interval = 3;

/** Whether the system tells which connections there are. */
export const systemTellsConnections = existsSync('/proc/net/tcp');

/** When, by `process.hrtime`, the system has no connection any more that a client holds open to this port. */
export async function noConnectionsTo(port: number): Promise<bigint> {
  while ((await countConnectionsTo(port)) > 0) await setTimeout(interval);
  return process.hrtime.bigint();
}

/** How many connections clients of this machine hold open to this port. */
export async function countConnectionsTo(port: number): Promise<number> {
  const remote = `:${port.toString(16).toUpperCase().padStart(4, '0')} ${established} `;
  let count = 0;
  for (const path of tables) {
    const text = await readFile(path, 'latin1').catch(() => '');
    for (let at = text.indexOf(remote); at >= 0; at = text.indexOf(remote, at + 1)) count++;
  }
  return count;
}
