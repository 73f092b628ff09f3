/** The work of a scan as its threads share it: which file is next, and what each of them is reading. */
import { AnswerError, FlowlogsError } from '../errors.ts';
import type { Collector } from './kernel.ts';
import type { FileReport, LogFile, Plan } from './plan.ts';
import { readFile } from './read-file.ts';

/** Files that a thread reads at a time: one is inflated while the lines of the other are read. */
const lanes = 2;

/** What the threads share. Plain data and shared memory: it is cloned into them. */
export interface Work {
  readonly files: readonly LogFile[];
  /** The indexes of `files`, large files first, so that no thread is left alone with one at the end. */
  readonly order: Uint32Array;
  readonly plan: Plan;
  /** Files begun, epochs begun, then for each lane of each thread the index of its file + 1. */
  readonly shared: Int32Array;
}

/** Where the shared memory has what. */
const filesBegun = 0;
const epochsBegun = 1;
const laneFiles = 2;

/** Hears what a thread does. */
export interface Listener {
  report(file: number, report: FileReport): void;
  /** So many more bytes of files were read. */
  bytes(count: number): void;
}

export function workOf(files: readonly LogFile[], plan: Plan, threads: number): Work {
  const sizes = files.map(({ size }) => size);
  const order = Uint32Array.from(files.keys()).sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b);
  const words = laneFiles + threads * lanes;
  const shared = new Int32Array(new SharedArrayBuffer(words * Int32Array.BYTES_PER_ELEMENT));
  return { files, order, plan, shared };
}

export function nextEpoch({ shared }: Work): number {
  return Atomics.add(shared, epochsBegun, 1);
}

/** The names of the files that a thread is at. */
export function filesAt({ files, shared }: Work, thread: number): string[] {
  return Array.from({ length: lanes }, (_, lane) => Atomics.load(shared, laneFiles + thread * lanes + lane) - 1)
    .filter((file) => file >= 0)
    .map((file) => (files[file] as LogFile).name);
}

/** Reads files as one of the threads until none is left. Throws AnswerError, naming the file, if something unforeseen happens. */
export async function readFiles(
  work: Work,
  thread: number,
  collector: Collector,
  listener: Listener,
  signal?: AbortSignal,
): Promise<void> {
  const options = { onBytes: (count: number) => listener.bytes(count), ...(signal ? { signal } : {}) };
  const failures: unknown[] = [];
  const readLane = async (lane: number) => {
    const place = laneFiles + thread * lanes + lane;
    for (let file = take(work, place); file >= 0; file = take(work, place)) {
      if (signal?.aborted || failures.length > 0) return;
      listener.report(file, await readOne(work.files[file] as LogFile, work.plan, collector, options));
    }
  };
  // When one lane fails the other one has ended, too, before that is told.
  await Promise.all(Array.from({ length: lanes }, (_, lane) => readLane(lane).catch((error) => failures.push(error))));
  if (failures.length > 0) throw failures[0];
  await collector.finish();
}

/** The index of the next file, noted as the one that this lane is at; −1 if there is none. */
function take({ order, shared }: Work, place: number): number {
  const file = order[Atomics.add(shared, filesBegun, 1)] ?? -1;
  Atomics.store(shared, place, file + 1);
  return file;
}

async function readOne(file: LogFile, plan: Plan, collector: Collector, options: Parameters<typeof readFile>[3]) {
  try {
    return await readFile(file, plan, collector, options);
  } catch (error) {
    if (error instanceof FlowlogsError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AnswerError(`${file.name}: reading failed: ${reason}`, undefined, error);
  }
}
