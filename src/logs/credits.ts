/** Back-pressure: a thread may have a few batches on the way, then it waits until one was taken. */
import type { Emit } from './kernel.ts';
import type { Batch } from './plan.ts';

const batchesOnTheWay = 2;

export class Credits {
  readonly #send: (batch: Batch) => void;
  #onTheWay = 0;
  #room: Promise<void> = Promise.resolve();
  #makeRoom = () => {};

  constructor(send: (batch: Batch) => void) {
    this.#send = send;
  }

  readonly emit: Emit = (batch) => {
    this.#onTheWay++;
    if (this.#onTheWay === batchesOnTheWay) {
      this.#room = new Promise((resolve) => {
        this.#makeRoom = resolve;
      });
    }
    this.#send(batch);
    return this.#room;
  };

  /** To be called when the receiver has taken a batch. */
  taken(): void {
    this.#onTheWay--;
    if (this.#onTheWay < batchesOnTheWay) this.#makeRoom();
  }
}
