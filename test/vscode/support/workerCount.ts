import process from 'node:process';

/** The worker threads of this process, by what Node itself reports. */
export function workerCount(): number {
  const report = process.report.getReport() as { workers: unknown[] };
  return report.workers.length;
}
