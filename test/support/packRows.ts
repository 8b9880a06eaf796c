import { BatchPacker, type ResultBatch, type ResultRow } from '../../src/core/resultBatch.ts';

/** A batch of rows, each with the index of its request, and of requests that have moved. */
export function packRows(
  started: readonly number[],
  ended: readonly number[],
  rows: readonly ResultRow[],
  waiting: readonly number[] = [],
  packer = new BatchPacker(),
): ResultBatch {
  rows.forEach((row, n) => packer.add(ended[n] ?? 0, row));
  return packer.take(started, waiting);
}
