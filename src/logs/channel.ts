/** A queue of batches between threads that push and one reader that iterates. */
import type { Batch } from './plan.ts';

export class Channel {
  readonly #queue: { readonly batch: Batch; readonly taken: () => void }[] = [];
  #end: { readonly error?: unknown } | undefined;
  #wake = () => {};

  /** Adds a batch; resolves when the reader is through with it, or at once if nobody will read it. */
  push(batch: Batch): Promise<void> {
    if (this.#end) return Promise.resolve();
    return new Promise((taken) => {
      this.#queue.push({ batch, taken });
      this.#wake();
    });
  }

  /** No more batches come. */
  close(): void {
    this.#end ??= {};
    this.#wake();
  }

  /** No more batches come, and those still here are not worth reading. The first failure counts. */
  fail(error: unknown): void {
    this.#end ??= { error };
    this.drop();
    this.#wake();
  }

  /** Throws away what is here, so that nobody waits for it to be read. */
  drop(): void {
    for (const { taken } of this.#queue.splice(0)) taken();
  }

  /** The batches; throws what `fail` was given. */
  async *batches(): AsyncGenerator<Batch> {
    for (;;) {
      const next = this.#queue.shift();
      if (next) {
        yield next.batch;
        next.taken();
      } else if (this.#end) {
        if ('error' in this.#end) throw this.#end.error;
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}
