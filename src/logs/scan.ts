/** Reads files: in threads if there is enough to read, else in the calling thread. */
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { InterruptedError } from '../errors.ts';
import { Channel } from './channel.ts';
import { collectorOf } from './collector.ts';
import { Credits } from './credits.ts';
import type { Batch, FileReport, LogFile } from './plan.ts';
import { type Reading, readInThreads } from './pool.ts';
import { ProgressMeter } from './progress.ts';
import type { ReadOptions, ScanFiles } from './reader.ts';
import { type Listener, nextEpoch, readFiles, type Work, workOf } from './work.ts';

/** Less than this (bytes on disk) is read before a thread has started, and each thread should have as much. */
const bytesPerThread = 2 << 20;

/** Begins at once. Its batches are to be read, to the end or to a `break`, or the signal given: until then threads wait. */
export const scan: ScanFiles = (files, plan, options) => {
  const reports: FileReport[] = new Array(files.length);
  const channel = new Channel();
  const progress = new ProgressMeter(files, options.onProgress);
  const listener: Listener = {
    report(file, report) {
      reports[file] = report;
      progress.fileDone();
    },
    bytes: (count) => progress.bytesDone(count),
  };
  const threads = threadsFor(files, options);
  const work = workOf(files, plan, Math.max(1, threads));
  const reading =
    threads > 0 && options.workerFile
      ? readInThreads(work, threads, options.workerFile, channel, listener)
      : readHere(work, channel, listener);
  const interrupt = () => {
    channel.fail(new InterruptedError());
    reading.stop();
  };
  if (options.signal?.aborted) interrupt();
  options.signal?.addEventListener('abort', interrupt, { once: true });
  reading.done.then(
    () => channel.close(),
    (error: unknown) => channel.fail(error),
  );
  const end = async () => {
    options.signal?.removeEventListener('abort', interrupt);
    // Whoever waits for a batch to be taken is let go.
    channel.fail(new InterruptedError());
    await reading.stop();
  };
  return { batches: untilEnd(channel, end), reports };
};

/** How many threads are worth their start; 0 is none. */
function threadsFor(files: readonly LogFile[], { workers, workerFile }: ReadOptions): number {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (!workerFile || bytes < bytesPerThread) return 0;
  return Math.max(1, Math.min(workers ?? availableParallelism(), files.length, Math.ceil(bytes / bytesPerThread)));
}

function readHere(work: Work, channel: Channel, listener: Listener): Reading {
  const stopper = new AbortController();
  const credits = new Credits((batch) => {
    channel.push(batch).then(() => credits.taken());
  });
  const collector = collectorOf(work.plan, credits.emit, () => nextEpoch(work));
  // This thread is busy from then on: what goes on beside it, such as the opening of a database, is let begin before.
  const done = setImmediate().then(() => readFiles(work, 0, collector, listener, stopper.signal));
  return {
    done,
    async stop() {
      stopper.abort(new InterruptedError());
      await done.catch(() => {});
    },
  };
}

/** The batches of a channel; `end` has run when they have ended, in whatever way. */
async function* untilEnd(channel: Channel, end: () => Promise<void>): AsyncGenerator<Batch> {
  try {
    yield* channel.batches();
  } finally {
    await end();
  }
}
