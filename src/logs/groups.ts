/** Merges equal rows and adds up their measures, in a table of bounded size: what is full is handed over and begun anew. */
import { columnsOf, longsOf, putWide } from './cells.ts';
import type { Cells, Storage } from './plan.ts';
import type { LogRecord } from './record.ts';
import { RowSink } from './row-sink.ts';
import { exactBelow, milliseconds } from './value.ts';

/** Rows of a table. More would merge more, and miss the processor's caches more often. */
const capacity = 32_768;

/** The measures of a row, as `Plan` has them. */
const measures = 5;
const [FLOWS, PACKETS, BYTES, FIRST, LAST] = [0, 1, 2, 3, 4] as const;

export class Groups extends RowSink {
  /** For each group its row + 1, then its hash, at the place that the hash gives or the next free one behind it. */
  readonly #slots = new Int32Array(2 * 2 * capacity);
  readonly #measures = new Float64Array(capacity * measures);
  /** Exact packets and bytes of the rows whose one record has a number of `exactBelow` or more. */
  readonly #wide = new Map<number, readonly [packets: bigint, bytes: bigint]>();

  constructor(storages: readonly Storage[]) {
    super(storages, capacity);
  }

  override add(record: LogRecord): void {
    const { layout } = record;
    const packets = record.numbers[layout.packets] as number;
    const bytes = record.numbers[layout.bytes] as number;
    if (packets >= exactBelow || bytes >= exactBelow) {
      this.#wide.set(this.count, [exact(record, layout.packets), exact(record, layout.bytes)]);
      this.#begin(record, packets, bytes);
      return;
    }
    const slot = this.#find(hashOf(this.rows, this.offset, this.width));
    const group = (this.#slots[slot] as number) - 1;
    if (group >= 0 && this.#hasRoom(group)) {
      this.#merge(group * measures, record, packets, bytes);
    } else {
      // A group whose sums grow out of the doubles stays as it is; this row begins it anew.
      this.#slots[slot] = this.count + 1;
      this.#begin(record, packets, bytes);
    }
  }

  /** The slot of the group that equals the row at `offset`; or a free slot for it, in which its hash is then noted. */
  #find(hash: number): number {
    const { rows, width, offset } = this;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash << 1) & mask;
    for (;;) {
      const group = (slots[slot] as number) - 1;
      if (group < 0) break;
      if (slots[slot + 1] === hash && isEqual(rows, group * width, offset, width)) return slot;
      slot = (slot + 2) & mask;
    }
    slots[slot + 1] = hash;
    return slot;
  }

  #hasRoom(group: number): boolean {
    const at = group * measures;
    return (this.#measures[at + PACKETS] as number) < exactBelow && (this.#measures[at + BYTES] as number) < exactBelow;
  }

  #begin({ layout, numbers }: LogRecord, packets: number, bytes: number): void {
    const at = this.count * measures;
    this.#measures[at + FLOWS] = 1;
    this.#measures[at + PACKETS] = packets;
    this.#measures[at + BYTES] = bytes;
    this.#measures[at + FIRST] = milliseconds(numbers[layout.start] as number);
    this.#measures[at + LAST] = milliseconds(numbers[layout.end] as number);
    this.count++;
  }

  #merge(at: number, { layout, numbers }: LogRecord, packets: number, bytes: number): void {
    const sums = this.#measures;
    sums[at + FLOWS] = (sums[at + FLOWS] as number) + 1;
    sums[at + PACKETS] = plus(sums[at + PACKETS] as number, packets);
    sums[at + BYTES] = plus(sums[at + BYTES] as number, bytes);
    const first = milliseconds(numbers[layout.start] as number);
    const last = milliseconds(numbers[layout.end] as number);
    const known = sums[at + FIRST] as number;
    if (first >= 0 && (known < 0 || first < known)) sums[at + FIRST] = first;
    if (last > (sums[at + LAST] as number)) sums[at + LAST] = last;
  }

  override drain(): { count: number; columns: Cells[] } {
    const { count } = this;
    const columns: Cells[] = columnsOf(this.rows, count, this.storages);
    for (let measure = 0; measure < measures; measure++) columns.push(this.#measureColumn(measure, count));
    this.#slots.fill(0);
    this.#wide.clear();
    this.count = 0;
    return { count, columns };
  }

  #measureColumn(measure: number, count: number): BigInt64Array {
    const words = longsOf(this.#measures, measure, measures, count);
    if (measure === PACKETS || measure === BYTES) {
      for (const [row, exact] of this.#wide) putWide(words, 2 * row, exact[measure - PACKETS] as bigint);
    }
    return new BigInt64Array(words.buffer);
  }
}

/** Adds a number to a sum; either may be missing. */
function plus(sum: number, number: number): number {
  if (number < 0) return sum;
  return sum < 0 ? number : sum + number;
}

function exact(record: LogRecord, field: number): bigint {
  const number = record.numbers[field] as number;
  return number >= exactBelow ? (record.wide[field] as bigint) : BigInt(number);
}

function hashOf(words: Int32Array, from: number, count: number): number {
  let hash = count;
  for (let i = 0; i < count; i++) {
    hash = Math.imul(hash ^ (words[from + i] as number), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function isEqual(words: Int32Array, a: number, b: number, count: number): boolean {
  for (let i = 0; i < count; i++) if (words[a + i] !== words[b + i]) return false;
  return true;
}
