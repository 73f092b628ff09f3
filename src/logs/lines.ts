/** Cuts blocks of bytes into runs of whole lines, without copying more than the lines that straddle two blocks. */

/** A line longer than this is no record; it is passed over without being kept. */
export const longestLine = 1024 * 1024;
export const tooLong = 'is longer than 1 MB';

const newline = 10;

/** Takes what a file holds, block by block. A block is not valid after the call. */
export interface BlockSink {
  take(block: Buffer): void;
  /** Not called when the last block breaks off in the middle. */
  end(): void;
}

export interface LineSink {
  /** Whole lines: `bytes[to - 1]` is a newline. */
  lines(bytes: Buffer, from: number, to: number): void;
  /** A line longer than `longestLine`. */
  tooLong(): void;
  /** The last line, which has no newline of its own (one was put behind it). */
  last(bytes: Buffer, to: number): void;
}

export class LineCutter implements BlockSink {
  readonly #sink: LineSink;
  /** The start of a line whose end is still to come. */
  #held: Buffer = Buffer.alloc(0);
  #length = 0;
  #skipping = false;

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  take(block: Buffer): void {
    let from = 0;
    if (this.#length > 0 || this.#skipping) {
      from = block.indexOf(newline) + 1;
      this.#hold(block, 0, from === 0 ? block.length : from);
      if (from === 0) return;
      this.#release();
    }
    const to = block.lastIndexOf(newline) + 1;
    if (to > from) this.#sink.lines(block, from, to);
    this.#hold(block, Math.max(from, to), block.length);
  }

  end(): void {
    if (this.#length === 0 && !this.#skipping) return;
    this.#hold(Buffer.of(newline), 0, 1);
    if (this.#skipping) this.#sink.tooLong();
    else this.#sink.last(this.#held, this.#length);
  }

  #release(): void {
    if (this.#skipping) this.#sink.tooLong();
    else this.#sink.lines(this.#held, 0, this.#length);
    this.#length = 0;
    this.#skipping = false;
  }

  #hold(block: Buffer, from: number, to: number): void {
    const length = this.#length + to - from;
    if (length > longestLine + 1) this.#skipping = true;
    if (this.#skipping) return;
    if (length > this.#held.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(length, this.#held.length * 2, 4096));
      this.#held.copy(larger, 0, 0, this.#length);
      this.#held = larger;
    }
    block.copy(this.#held, this.#length, from, to);
    this.#length = length;
  }
}
