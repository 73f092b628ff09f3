/** Where the rows of a batch gather. */
import { columnsOf, rowWidth } from './cells.ts';
import type { Cells, Storage } from './plan.ts';
import type { LogRecord } from './record.ts';

export class RowSink {
  readonly storages: readonly Storage[];
  /** Rows of words, see `cells.ts`. The next one is to be written at `offset`. */
  readonly rows: Int32Array;
  readonly width: number;
  readonly #capacity: number;
  count = 0;

  constructor(storages: readonly Storage[], capacity: number) {
    this.storages = storages;
    this.width = rowWidth(storages);
    this.rows = new Int32Array(capacity * this.width);
    this.#capacity = capacity;
  }

  get offset(): number {
    return this.count * this.width;
  }

  get isFull(): boolean {
    return this.count === this.#capacity;
  }

  /** Takes the row that was written at `offset`, the row of this record. */
  add(_record: LogRecord): void {
    this.count++;
  }

  /** What it holds, as columns; it is empty then. */
  drain(): { count: number; columns: Cells[] } {
    const { count } = this;
    this.count = 0;
    return { count, columns: columnsOf(this.rows, count, this.storages) };
  }
}
