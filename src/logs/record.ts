/** One record, split and checked. There is one for each kernel, filled anew for each line: nothing is allocated for a line. */
import type { Layout } from './layout.ts';
import { MISSING } from './value.ts';

const DASH = 45;

/** No word that is read begins behind the newline of a line, or ends further from it than this. */
export const margin = 12;

export class LogRecord {
  readonly layout: Layout;
  /** What `starts` and `ends` point into: the texts of the fields that are no numbers. */
  bytes: Uint8Array = new Uint8Array(0);
  /** The same bytes. */
  view: DataView = new DataView(this.bytes.buffer);
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

  /** Points to the bytes that its texts will be in; words of them are read, so `margin` more must follow the last text. */
  open(bytes: Uint8Array): void {
    // A plain Uint8Array, never a Buffer: code stays quick only while it sees one class.
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Whether a field that is no number says nothing. */
  isMissingText(field: number): boolean {
    const start = this.starts[field] as number;
    const length = (this.ends[field] as number) - start;
    return length === 0 || (length === 1 && this.bytes[start] === DASH);
  }
}
