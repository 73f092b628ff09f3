/** The program of a reading thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { FlowlogsError } from '../errors.ts';
import { collectorOf } from './collector.ts';
import { Credits } from './credits.ts';
import type { FromThread, ThreadData } from './messages.ts';
import type { Batch, FileReport } from './plan.ts';
import { nextEpoch, readFiles } from './work.ts';

/** Reports are sent together: a message for each of thousands of small files would cost more than reading them. */
const millisecondsBetweenReports = 50;

const { work, thread } = workerData as ThreadData;
const port = parentPort;
if (!port) throw new Error('worker.ts runs in a thread');

function send(message: FromThread, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer);
}

const credits = new Credits((batch: Batch) =>
  send(
    { kind: 'batch', batch },
    batch.columns.map((cells) => cells.buffer as ArrayBuffer),
  ),
);

let bytes = 0;
let reports: [number, FileReport][] = [];
let sent = performance.now();

function sendProgress(): void {
  send({ kind: 'progress', bytes, reports });
  bytes = 0;
  reports = [];
  sent = performance.now();
}

function isDue(): boolean {
  return performance.now() - sent >= millisecondsBetweenReports;
}

const listener = {
  report(file: number, report: FileReport) {
    reports.push([file, report]);
    if (isDue()) sendProgress();
  },
  bytes(count: number) {
    bytes += count;
    if (isDue()) sendProgress();
  },
};

port.on('message', () => credits.taken());
try {
  await readFiles(
    work,
    thread,
    collectorOf(work.plan, credits.emit, () => nextEpoch(work)),
    listener,
  );
  sendProgress();
  send({ kind: 'done' });
} catch (error) {
  if (!(error instanceof FlowlogsError)) throw error;
  send({ kind: 'failed', message: error.message, hint: error.hint });
}
port.close();
