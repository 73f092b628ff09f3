/** Adds up the records of one layout. */
import type { Tally } from './kernel.ts';
import type { LogRecord } from './record.ts';
import { ACCEPT, exactBelow, MISSING, milliseconds, NODATA, OK, REJECT, SKIPDATA } from './value.ts';

/** Adds up one field: exact at any size, and as quick as a double while it is small. */
class Sum {
  readonly #field: number;
  #small = 0;
  #carried = 0n;

  constructor(field: number) {
    this.#field = field;
  }

  add({ numbers, wide }: LogRecord): void {
    const number = numbers[this.#field] as number;
    if (number >= exactBelow) this.#carried += wide[this.#field] as bigint;
    else if (number > 0) this.#small += number;
    if (this.#small >= exactBelow) this.#carry();
  }

  #carry(): void {
    this.#carried += BigInt(this.#small);
    this.#small = 0;
  }

  total(): bigint {
    this.#carry();
    return this.#carried;
  }
}

export class Tallies {
  /** Records by the code of their log-status and of their action, from MISSING on. */
  readonly #statuses = new Float64Array(5);
  readonly #actions = new Float64Array(4);
  /** Earliest start and latest end. */
  readonly #span = Float64Array.of(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
  readonly #packets: Sum;
  readonly #bytes: Sum;
  matched = 0;

  constructor({ layout }: LogRecord) {
    this.#packets = new Sum(layout.packets);
    this.#bytes = new Sum(layout.bytes);
  }

  /** Counts a good record; only traffic is summed. */
  add(record: LogRecord, isTraffic: boolean): void {
    const { numbers, layout } = record;
    const span = this.#span;
    const start = milliseconds(numbers[layout.start] as number);
    const end = milliseconds(numbers[layout.end] as number);
    if (start < (span[0] as number) && start >= 0) span[0] = start;
    if (end > (span[1] as number) && end >= 0) span[1] = end;
    increment(this.#statuses, numbers[layout.status] as number);
    if (!isTraffic) return;
    increment(this.#actions, numbers[layout.action] as number);
    this.#packets.add(record);
    this.#bytes.add(record);
  }

  report(): Tally {
    const status = (code: number) => this.#statuses[code - MISSING] as number;
    const action = (code: number) => this.#actions[code - MISSING] as number;
    const [ok, nodata, skipdata] = [status(OK) + status(MISSING), status(NODATA), status(SKIPDATA)];
    return {
      records: ok + nodata + skipdata,
      ok,
      nodata,
      skipdata,
      accept: action(ACCEPT),
      reject: action(REJECT),
      bytes: this.#bytes.total(),
      packets: this.#packets.total(),
      first: this.#span[0] as number,
      last: this.#span[1] as number,
      matched: this.matched,
    };
  }
}

function increment(counts: Float64Array, code: number): void {
  counts[code - MISSING] = (counts[code - MISSING] as number) + 1;
}
