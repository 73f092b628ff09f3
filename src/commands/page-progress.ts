/** Several readings of the same files, one after the other, as one way to go. */
import type { Progress } from '../logs/reader.ts';

export class Readings {
  #expected = 1;
  #begun = 0;
  #bytes = Number.POSITIVE_INFINITY;

  /** So many are coming; one if nobody says it. */
  expect(count: number): void {
    this.#expected = count;
  }

  /** How far all of them are, when the one that is at work is so far. */
  whole({ filesDone, files, bytesDone, bytes }: Progress): Progress {
    if (bytesDone < this.#bytes) this.#begun++;
    this.#bytes = bytesDone;
    const all = Math.max(this.#expected, this.#begun);
    const done = this.#begun - 1;
    return {
      filesDone: done * files + filesDone,
      files: all * files,
      bytesDone: done * bytes + bytesDone,
      bytes: all * bytes,
    };
  }
}
