/** The TypeScript kernel: lines and split records in, checked records to the intake. */
import type { Intake } from './intake.ts';
import type { Kernel, Tally } from './kernel.ts';
import { type LogRecord, margin } from './record.ts';
import type { Split } from './splitter.ts';
import { fillRecord } from './tolerant.ts';

const NEWLINE = 10;

export class Tokenizer implements Kernel {
  readonly #record: LogRecord;
  readonly #intake: Intake;
  readonly #split: Split;

  constructor(record: LogRecord, split: Split, intake: Intake) {
    this.#record = record;
    this.#intake = intake;
    this.#split = split;
  }

  get tally(): Tally {
    return this.#intake.tally();
  }

  scan(bytes: Uint8Array, from: number, to: number): number {
    // Lines so near to the end of the memory that a word would pass it are read in a copy.
    const last = bytes.length - margin - 1;
    const near = last < 0 ? 0 : bytes.lastIndexOf(NEWLINE, last) + 1;
    const safe = Math.max(from, Math.min(to, near));
    const stopped = this.#lines(bytes, from, safe);
    if (stopped < safe || safe === to) return stopped;
    const copy = new Uint8Array(to - safe + margin);
    copy.set(bytes.subarray(safe, to));
    return safe + this.#lines(copy, 0, to - safe);
  }

  #lines(bytes: Uint8Array, from: number, to: number): number {
    if (from === to) return to;
    this.#record.open(bytes);
    const { bytes: block, view } = this.#record;
    let line = from;
    while (line < to) {
      const next = this.#split(block, view, line);
      if (next < 0 || !this.#intake.take()) return line;
      line = next;
    }
    return to;
  }

  record(values: readonly (string | null)[]): string | undefined {
    return fillRecord(this.#record, values) ?? (this.#intake.take() ? undefined : this.#intake.missing());
  }
}
