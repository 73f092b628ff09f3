/** One record, split and checked. There is one for each kernel, filled anew for each line: nothing is allocated for a line. */
import type { Layout } from './layout.ts';
import { MISSING } from './value.ts';

const DASH = 45;

export class LogRecord {
  readonly layout: Layout;
  /** What `starts` and `ends` point into: the texts of the fields that are no numbers. */
  bytes: Uint8Array = new Uint8Array(0);
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The numbers by field, and the codes of action and log-status. From `exactBelow` on only about right: see `wide`. */
  readonly numbers: Float64Array;
  /** The exact numbers of the fields whose number is `exactBelow` or more. */
  readonly wide: bigint[];

  constructor(layout: Layout) {
    const cells = layout.absent + 1;
    this.layout = layout;
    this.starts = new Int32Array(cells);
    this.ends = new Int32Array(cells);
    this.numbers = new Float64Array(cells).fill(MISSING);
    this.wide = new Array<bigint>(cells).fill(0n);
  }

  /** Whether a field that is no number says nothing. */
  isMissingText(field: number): boolean {
    const start = this.starts[field] as number;
    const length = (this.ends[field] as number) - start;
    return length === 0 || (length === 1 && this.bytes[start] === DASH);
  }
}
