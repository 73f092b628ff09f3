/** The local reader as its users see it: files in, batches and reports out. */
import type { Batch, FileReport, LogFile, Plan } from './plan.ts';

export interface Progress {
  readonly filesDone: number;
  readonly files: number;
  /** Bytes on disk. */
  readonly bytesDone: number;
  readonly bytes: number;
}

export interface ReadOptions {
  /** Threads at most; the default is the number of cores. */
  readonly workers?: number;
  /** The built worker program; without it everything is read in the calling thread. */
  readonly workerFile?: URL;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** A reading under way. `reports` is complete, in the order of the files given, when `batches` has ended. */
export interface Scan {
  readonly batches: AsyncIterable<Batch>;
  readonly reports: readonly FileReport[];
}

export type ScanFiles = (files: readonly LogFile[], plan: Plan, options: ReadOptions) => Scan;
