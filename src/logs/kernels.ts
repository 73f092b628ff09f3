/** Makes kernels, and keeps what those of one layout can share: most files of a folder have the same. */
import { namesAtPacketLevel } from '../packet-level.ts';
import { Intake, type Keep } from './intake.ts';
import type { Kernel } from './kernel.ts';
import { layoutOf } from './layout.ts';
import type { Plan } from './plan.ts';
import { LogRecord } from './record.ts';
import { RecordFilter } from './record-filter.ts';
import { type Split, splitterInto } from './splitter.ts';
import { Tokenizer } from './tokenizer.ts';

/** Layouts remembered. Folders have few, save hostile ones. */
const layoutsKept = 64;

/** What reads the records of a layout. Kernels may share it: each is through with the record when its call returns. */
interface Machine {
  readonly record: LogRecord;
  readonly split: Split;
  readonly filter: RecordFilter;
  readonly keep: Keep;
}

export class Kernels {
  readonly #plan: Plan;
  readonly #keeper: (record: LogRecord) => Keep;
  readonly #machines = new Map<string, Machine>();

  /** `keeper` makes what takes the records that the plan asks for. */
  constructor(plan: Plan, keeper: (record: LogRecord) => Keep) {
    this.#plan = plan;
    this.#keeper = keeper;
  }

  /** A kernel, with a tally of its own, for records of these fields. */
  kernel(fields: readonly string[]): Kernel {
    const { record, split, filter, keep } = this.#machineFor(fields);
    return new Tokenizer(record, split, new Intake(record, filter, keep));
  }

  #machineFor(fields: readonly string[]): Machine {
    const key = fields.join('\n');
    const known = this.#machines.get(key);
    if (known) return known;
    const { window, conditions, packetLevel } = this.#plan;
    const record = new LogRecord(layoutOf(packetLevel ? namesAtPacketLevel(fields) : fields));
    const filter = new RecordFilter(record.layout, window, conditions);
    const machine = { record, split: splitterInto(record), filter, keep: this.#keeper(record) };
    if (this.#machines.size === layoutsKept) this.#machines.clear();
    this.#machines.set(key, machine);
    return machine;
  }
}
