/** zlib by its documented stream: each slice is inflated in one of libuv's threads. */
import { createGunzip } from 'node:zlib';
import { checkPadding, type Inflater } from './inflater.ts';

/** Output comes in pieces of this size; the default of 16 kB takes twice the time. */
const chunkSize = 256 * 1024;

export class StreamInflater implements Inflater {
  failure: NodeJS.ErrnoException | undefined;
  /** Where the slice that was given last begins. */
  sliceFrom = 0;
  readonly #gunzip = createGunzip({ chunkSize });
  #ready: Buffer[] = [];
  #ended = false;
  #wake = () => {};

  constructor() {
    this.#gunzip.on('data', (block: Buffer) => this.#ready.push(block));
    this.#gunzip.on('error', (error: NodeJS.ErrnoException) => this.#settle(error));
    this.#gunzip.on('end', () => {
      this.#ended = true;
      this.#settle();
    });
  }

  /** Inflates a slice in libuv's threads while the caller works on the output of the slice before. */
  async *run(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let position = 0;
    try {
      for await (const bytes of input) {
        this.sliceFrom = position;
        position += bytes.length;
        if (!this.#ended) {
          const written = this.#write(bytes);
          yield* this.#take();
          await written;
          if (this.failure) break;
        }
        if (!this.#ended) continue;
        yield* this.#take();
        checkPadding(bytes, bytes.length - (position - this.#gunzip.bytesWritten));
      }
      if (!this.failure && !this.#ended) await this.#finish();
      yield* this.#take();
    } finally {
      this.#gunzip.destroy();
    }
  }

  #write(bytes: Buffer): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#gunzip.write(bytes, (error) => this.#settle(error));
    });
  }

  #finish(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#gunzip.end();
    });
  }

  #take(): Buffer[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  #settle(error?: NodeJS.ErrnoException | null): void {
    this.failure ??= error ?? undefined;
    this.#wake();
  }
}
