/** Reads in threads of their own. */
import { Worker } from 'node:worker_threads';
import { AnswerError } from '../errors.ts';
import type { Channel } from './channel.ts';
import { type FromThread, type ThreadData, taken } from './messages.ts';
import { filesAt, type Listener, type Work } from './work.ts';

/** Little is made and much of it is soon gone: a larger nursery only keeps the pieces of inflated text longer. */
const resourceLimits = { maxYoungGenerationSizeMb: 4 };

/** A reading under way. */
export interface Reading {
  /** Resolves when all was read and pushed; rejects if it cannot be. */
  readonly done: Promise<void>;
  /** Ends it early; resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

export function readInThreads(
  work: Work,
  threads: number,
  program: URL,
  channel: Channel,
  listener: Listener,
): Reading {
  const workers: Worker[] = [];
  const running = Array.from({ length: threads }, (_, thread) => {
    const data: ThreadData = { work, thread };
    const worker = new Worker(program, { workerData: data, resourceLimits });
    workers.push(worker);
    return follow(worker, data, channel, listener);
  });
  return {
    done: Promise.all(running).then(() => {}),
    async stop() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Resolves when the thread has done its work and ended; a thread that ends in any other way is an error. */
function follow(worker: Worker, { work, thread }: ThreadData, channel: Channel, listener: Listener): Promise<void> {
  return new Promise((resolve, reject) => {
    let isDone = false;
    const died = (reason: string, cause?: unknown) => {
      const at = filesAt(work, thread).map((name) => ` at ${name}`);
      const message = `a reading thread ended unexpectedly (${reason})${at.join(' and')}`;
      reject(new AnswerError(message, 'look at what it reads with `flowlogs inspect`, or try --workers 1', cause));
    };
    worker.on('message', (message: FromThread) => {
      switch (message.kind) {
        case 'batch':
          channel.push(message.batch).then(() => worker.postMessage(taken));
          break;
        case 'progress':
          listener.bytes(message.bytes);
          for (const [file, report] of message.reports) listener.report(file, report);
          break;
        case 'failed':
          reject(new AnswerError(message.message, message.hint));
          break;
        case 'done':
          isDone = true;
      }
    });
    worker.on('error', (error) => died(error instanceof Error ? error.message : String(error), error));
    worker.on('exit', (code) => (isDone ? resolve() : died(`exit ${code}`)));
  });
}
