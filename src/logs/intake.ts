/** What becomes of a record that was split: it is counted, tested against the window and the conditions, and kept. */

import type { Tally } from './kernel.ts';
import type { LogRecord } from './record.ts';
import type { RecordFilter } from './record-filter.ts';
import { Tallies } from './tally.ts';
import { OK } from './value.ts';

/** Takes the records that the question is about. */
export type Keep = (record: LogRecord) => void;

export class Intake {
  readonly #record: LogRecord;
  readonly #filter: RecordFilter;
  readonly #keep: Keep;
  readonly #tallies: Tallies;

  constructor(record: LogRecord, filter: RecordFilter, keep: Keep) {
    this.#record = record;
    this.#filter = filter;
    this.#keep = keep;
    this.#tallies = new Tallies(record);
  }

  tally(): Tally {
    return this.#tallies.report();
  }

  /** Takes the record as it stands. False if it is bad after all: traffic without a time that its layout has. */
  take(): boolean {
    const record = this.#record;
    const { numbers, layout } = record;
    // Without a log-status (its code is MISSING then) every record is traffic.
    const isTraffic = (numbers[layout.status] as number) <= OK;
    if (isTraffic && this.missing() !== undefined) return false;
    this.#tallies.add(record, isTraffic);
    if (isTraffic && this.#filter.passes(record)) {
      this.#tallies.matched++;
      this.#keep(record);
    }
    return true;
  }

  /** Which time the record lacks though its layout has it, as a reason. */
  missing(): string | undefined {
    const { numbers, layout } = this.#record;
    if ((numbers[layout.start] as number) < 0 && layout.start !== layout.absent) return 'start is missing';
    if ((numbers[layout.end] as number) < 0 && layout.end !== layout.absent) return 'end is missing';
    return undefined;
  }
}
