import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

/** The largest resident size of this process since `watchMemory`, in bytes; it watches until it is asked. */
export interface MemoryWatch {
  /** What was resident at the start. */
  readonly before: number;
  end(): number;
}

/**
 * Watches how large this process gets. Linux keeps the peak itself and can be told to forget the one before; elsewhere
 * samples must do. Not `getrusage`: a process begins with the peak of the one that started it.
 */
export function watchMemory(): MemoryWatch {
  const before = process.memoryUsage.rss();
  try {
    writeFileSync('/proc/self/clear_refs', '5');
    return { before, end: peakOfKernel };
  } catch {
    let peak = before;
    const sample = () => (peak = Math.max(peak, process.memoryUsage.rss()));
    const timer = setInterval(sample, 20);
    return {
      before,
      end() {
        clearInterval(timer);
        return sample();
      },
    };
  }
}

function peakOfKernel(): number {
  return peakIn(readFileSync('/proc/self/status', 'utf8')) ?? 0;
}

/** The peak that a status file of Linux's /proc tells, in bytes. */
export function peakIn(status: string): number | undefined {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(status) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
