/** Tells how far a reading is, a few times a second. */
import type { LogFile } from './plan.ts';
import type { Progress, ReadOptions } from './reader.ts';

const millisecondsBetween = 100;

export class ProgressMeter {
  readonly #hear: ReadOptions['onProgress'];
  readonly #files: number;
  readonly #bytes: number;
  #filesDone = 0;
  #bytesDone = 0;
  #told = performance.now();

  constructor(files: readonly LogFile[], hear: ReadOptions['onProgress']) {
    this.#hear = hear;
    this.#files = files.length;
    this.#bytes = files.reduce((sum, { size }) => sum + size, 0);
  }

  fileDone(): void {
    this.#filesDone++;
    this.#tell();
  }

  bytesDone(count: number): void {
    this.#bytesDone += count;
    this.#tell();
  }

  /** The end is always told. */
  #tell(): void {
    if (!this.#hear) return;
    const now = performance.now();
    if (now - this.#told < millisecondsBetween && this.#filesDone < this.#files) return;
    this.#told = now;
    const progress: Progress = {
      filesDone: this.#filesDone,
      files: this.#files,
      bytesDone: this.#bytesDone,
      bytes: this.#bytes,
    };
    this.#hear(progress);
  }
}
