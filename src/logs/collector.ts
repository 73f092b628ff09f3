/** Gathers what the kernels of one thread keep, and hands it over in batches. */
import { rowWidth, storageOf } from './cells.ts';
import { Dictionary } from './dictionary.ts';
import { Groups } from './groups.ts';
import type { Keep } from './intake.ts';
import type { Collector, Emit, Kernel } from './kernel.ts';
import { Kernels } from './kernels.ts';
import type { Plan } from './plan.ts';
import type { LogRecord } from './record.ts';
import { RowSink } from './row-sink.ts';
import { RowWriter } from './row-writer.ts';

/** About so many 32-bit words are in a batch of records. */
const batchWords = 1 << 19;

/** The collector of a thread. `nextEpoch` counts the epochs of the dictionaries of all threads. */
export function collectorOf(plan: Plan, emit: Emit, nextEpoch: () => number): Collector {
  return plan.rows === 'counts' ? new Counter(plan) : new RowCollector(plan, emit, nextEpoch);
}

/** Keeps no rows. */
class Counter implements Collector {
  readonly #kernels: Kernels;

  constructor(plan: Plan) {
    this.#kernels = new Kernels(plan, () => () => {});
  }

  kernel(fields: readonly string[]): Kernel {
    return this.#kernels.kernel(fields);
  }

  async ready(): Promise<void> {}

  async finish(): Promise<void> {}
}

class RowCollector implements Collector {
  readonly #plan: Plan;
  readonly #emit: Emit;
  readonly #kernels: Kernels;
  readonly #dictionary: Dictionary;
  readonly #sink: RowSink;
  #room: Promise<void> = Promise.resolve();

  constructor(plan: Plan, emit: Emit, nextEpoch: () => number) {
    const isGrouped = plan.rows === 'groups';
    const storages = plan.columns.map(storageOf);
    this.#plan = plan;
    this.#emit = emit;
    this.#kernels = new Kernels(plan, (record) => this.#keeperOf(record));
    this.#dictionary = new Dictionary(plan.columns.length, nextEpoch, isGrouped);
    this.#sink = isGrouped
      ? new Groups(storages)
      : new RowSink(storages, Math.ceil(batchWords / Math.max(1, rowWidth(storages))));
  }

  kernel(fields: readonly string[]): Kernel {
    return this.#kernels.kernel(fields);
  }

  ready(): Promise<void> {
    return this.#room;
  }

  async finish(): Promise<void> {
    this.#flush();
    await this.#room;
  }

  #keeperOf(record: LogRecord): Keep {
    const writer = new RowWriter(record.layout, this.#plan, this.#dictionary);
    const sink = this.#sink;
    return () => {
      if (sink.isFull || this.#dictionary.isCrowded) this.#flush();
      writer.write(record, sink.rows, sink.offset);
      sink.add(record);
    };
  }

  /** Hands over the rows, and with them the texts that they are the first to use. */
  #flush(): void {
    if (this.#sink.count > 0) {
      const dictionary = this.#dictionary.handOver();
      this.#room = this.#emit({ ...this.#sink.drain(), dictionary });
    }
    if (this.#dictionary.isCrowded) this.#dictionary.renew();
  }
}
