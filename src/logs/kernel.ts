/**
 * Where bytes become records: the interface that stands between the files and the tokenizer, so that another kernel
 * (SIMD, say) can take the place of the TypeScript one.
 */
import type { Batch } from './plan.ts';

/** What the records of one layout added up to. Sums are of traffic; exact at any size. */
export interface Tally {
  records: number;
  ok: number;
  nodata: number;
  skipdata: number;
  accept: number;
  reject: number;
  bytes: bigint;
  packets: bigint;
  /** Earliest start and latest end, in milliseconds; ±Infinity before the first record that has one. */
  first: number;
  last: number;
  /** Traffic inside the window and conditions. */
  matched: number;
}

/** Reads the records of one layout (fields in a fixed order, one space between them, one record a line). */
export interface Kernel {
  /**
   * Takes whole lines of `bytes` from `from`; `bytes[to - 1]` is a newline. Stops before the first line that is not
   * plainly a record (wrong count, control character, double space, header, bad number …) and returns where that line
   * starts, or `to`. Nothing of an odd line has been counted.
   */
  scan(bytes: Uint8Array, from: number, to: number): number;
  /** Takes one record already split, `null` for a missing value. Returns why it is bad, or undefined when it was taken. */
  record(values: readonly (string | null)[]): string | undefined;
  readonly tally: Tally;
}

/** Gathers what the kernels of one thread keep, and hands it over in batches. */
export interface Collector {
  /** A kernel for records of these fields (`flow` names, in the order of the record). */
  kernel(fields: readonly string[]): Kernel;
  /** Waits until the receiver has room. To be awaited between blocks. */
  ready(): Promise<void>;
  /** Hands over what is left. */
  finish(): Promise<void>;
}

/** Receives the batches of a thread; resolves when it may send more. */
export type Emit = (batch: Batch) => Promise<void>;
