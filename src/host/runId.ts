import { randomBytes } from 'node:crypto';

/** A new run's id: safe as a folder's name, and in the order of time when sorted, such as `20260131-235959-999-` and 16 hexadecimal digits. */
export function newRunId(now = new Date()): string {
  const [date = '', time = ''] = now.toISOString().replace(/[-:Z]/g, '').replace('.', '-').split('T');
  return `${date}-${time}-${randomBytes(8).toString('hex')}`;
}

/** Whether a name can be a run's id: what stands in a URI must not lead out of the folder of runs. */
export function isRunId(name: string): boolean {
  return /^\d{8}-\d{6}-\d{3}-[0-9a-f]{16}$/.test(name);
}
