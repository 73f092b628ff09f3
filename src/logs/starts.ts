/** Reads the starts of files, in the calling thread: a sample that takes a moment, whatever the size of the logs. */
import { collectorOf } from './collector.ts';
import type { Batch, LogFile, Plan } from './plan.ts';
import { readFile } from './read-file.ts';
import type { ScanFiles } from './reader.ts';

/** Of each file the first block of text, a megabyte at most. It reports on no file. */
export const scanStarts: ScanFiles = (files, plan) => ({ batches: starts(files, plan), reports: [] });

async function* starts(files: readonly LogFile[], plan: Plan): AsyncGenerator<Batch> {
  const batches: Batch[] = [];
  let epochs = 0;
  const keep = async (batch: Batch) => {
    batches.push(batch);
  };
  const collector = collectorOf(plan, keep, () => epochs++);
  for (const file of files) {
    // Given while the first block is read, the signal is heard after it.
    const enough = new AbortController();
    await readFile(file, plan, collector, { signal: enough.signal, onBytes: () => enough.abort() }).catch((error) => {
      if (!enough.signal.aborted) throw error;
    });
    yield* batches.splice(0);
  }
  await collector.finish();
  yield* batches;
}
