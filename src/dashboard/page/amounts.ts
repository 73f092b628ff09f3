/** Sums of packets and bytes, exact beyond 2^53: numbers are kept in two halves, each of which can be added up many times. */
import { actions, type CellColumns, type Exact } from '../contract.ts';

/** What a half counts to. Sums of some 100,000 lower halves stay below 2^53, upper ones up to 2^85. */
const half = 2 ** 32;

/** What flows add up to. Null where no flow of them records it. */
export interface Amounts {
  readonly flows: number;
  readonly packets: bigint | null;
  readonly bytes: bigint | null;
}

export type Measure = keyof Amounts;

/** A measure of each cell: low and high halves, and 1 where it is recorded. */
interface Halves {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly known: Uint8Array;
}

function halvesOf(values: readonly Exact[]): Halves {
  const [low, high] = [new Float64Array(values.length), new Float64Array(values.length)];
  const known = new Uint8Array(values.length);
  values.forEach((value, i) => {
    if (value === null) return;
    known[i] = 1;
    if (typeof value === 'number') {
      high[i] = Math.floor(value / half);
      low[i] = value % half;
    } else {
      high[i] = Number(BigInt(value) / BigInt(half));
      low[i] = Number(BigInt(value) % BigInt(half));
    }
  });
  return { low, high, known };
}

/** The measures of all cells. */
export class CellAmounts {
  readonly flows: Float64Array;
  readonly packets: Halves;
  readonly bytes: Halves;

  constructor(columns: Pick<CellColumns, 'flows' | 'packets' | 'bytes'>) {
    this.flows = Float64Array.from(columns.flows, Number);
    this.packets = halvesOf(columns.packets);
    this.bytes = halvesOf(columns.bytes);
  }
}

/** Places of an action in `Sums`: flows, then halves and "is recorded" of packets and bytes. */
const places = 7;

/** Adds up cells, each action apart. */
export class Sums {
  readonly #sums = new Float64Array(actions.length * places);

  add({ flows, packets, bytes }: CellAmounts, cell: number, action: number): void {
    const sums = this.#sums;
    const at = action * places;
    sums[at] = (sums[at] ?? 0) + (flows[cell] ?? 0);
    this.#addHalves(packets, cell, at + 1);
    this.#addHalves(bytes, cell, at + 4);
  }

  #addHalves({ low, high, known }: Halves, cell: number, at: number): void {
    const sums = this.#sums;
    sums[at] = (sums[at] ?? 0) + (low[cell] ?? 0);
    sums[at + 1] = (sums[at + 1] ?? 0) + (high[cell] ?? 0);
    sums[at + 2] = (sums[at + 2] ?? 0) + (known[cell] ?? 0);
  }

  /** What has been added with that action. */
  of(action: number): Amounts {
    const at = action * places;
    return { flows: this.#sums[at] ?? 0, packets: this.#exact(at + 1), bytes: this.#exact(at + 4) };
  }

  #exact(at: number): bigint | null {
    if (this.#sums[at + 2] === 0) return null;
    return BigInt(this.#sums[at + 1] ?? 0) * BigInt(half) + BigInt(this.#sums[at] ?? 0);
  }

  /** What has been added with any action. */
  all(): Amounts {
    return actions.map((_, action) => this.of(action)).reduce(plus, nothing);
  }
}

export const nothing: Amounts = { flows: 0, packets: null, bytes: null };

export function plus(a: Amounts, b: Amounts): Amounts {
  return { flows: a.flows + b.flows, packets: both(a.packets, b.packets), bytes: both(a.bytes, b.bytes) };
}

function both(a: bigint | null, b: bigint | null): bigint | null {
  return a === null ? b : b === null ? a : a + b;
}

/** As a number to compare and to draw; what is not recorded is less than nothing. */
export function sizeOf(amounts: Amounts, measure: Measure): number {
  return Number(amounts[measure] ?? -1);
}
