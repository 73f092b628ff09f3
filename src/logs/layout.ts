/** The fields of one kind of record, in order, as the tokenizer wants them. */
import { largestOf, stepOf } from './value.ts';

export interface Layout {
  readonly names: readonly string[];
  /** How each field is checked: the codes of `value.ts`. */
  readonly steps: Uint8Array;
  /** The largest number that each field takes, exact where it is less than 2^53. */
  readonly largest: Float64Array;
  /** The field that stands for all that the records lack: it comes after the last one, and is always missing. */
  readonly absent: number;
  readonly start: number;
  readonly end: number;
  readonly packets: number;
  readonly bytes: number;
  readonly action: number;
  readonly status: number;
}

/** The layout of records of these fields. */
export function layoutOf(names: readonly string[]): Layout {
  return {
    names,
    steps: Uint8Array.from(names, stepOf),
    largest: Float64Array.from(names, (name) => Number(largestOf(name))),
    absent: names.length,
    start: fieldOf(names, 'start'),
    end: fieldOf(names, 'end'),
    packets: fieldOf(names, 'packets'),
    bytes: fieldOf(names, 'bytes'),
    action: fieldOf(names, 'action'),
    status: fieldOf(names, 'log_status'),
  };
}

/** Where a field stands. Of a name that comes twice the first counts; the other one is only checked. */
export function fieldOf(names: readonly string[], name: string): number {
  const field = names.indexOf(name);
  return field < 0 ? names.length : field;
}
