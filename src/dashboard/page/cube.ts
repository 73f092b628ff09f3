/** The cells of the page: which of them a filter lets through, and what those add up to. */
import { accepted, type CellColumns, type Dimension, dimensions, others, type Part, rejected } from '../contract.ts';
import { type Amounts, CellAmounts, plus, Sums } from './amounts.ts';
import type { Filter } from './filter.ts';

/** The dimensions by which the groups of a part are told apart, in the order of its columns. */
export const partDimensions: Readonly<Record<Part, readonly Dimension[]>> = {
  srcaddr: ['srcaddr'],
  dstaddr: ['dstaddr'],
  pair: ['srcaddr', 'dstaddr'],
  port: ['dstport', 'protocol'],
  protocol: ['protocol'],
  interface_id: ['interface_id'],
  refused: ['srcaddr', 'dstaddr', 'dstport', 'protocol'],
};

/** A group of flows and its sums. */
export interface Group {
  /** A code for each dimension of the part. */
  readonly codes: readonly number[];
  readonly all: Amounts;
  readonly accepted: Amounts;
  readonly rejected: Amounts;
}

export interface Grouped {
  /** Groups of which every value is named, or missing. */
  readonly named: readonly Group[];
  /** All that is left, added up; undefined if nothing is. */
  readonly others: Group | undefined;
}

/** More than any dimension has codes. */
const codes = 2048;

export class Cube {
  readonly #columns: CellColumns;
  readonly #amounts: CellAmounts;

  constructor(columns: CellColumns) {
    this.#columns = columns;
    this.#amounts = new CellAmounts(columns);
  }

  /** The cells that the filter lets through. */
  matching(filter: Filter): Uint32Array {
    const columns = this.#columns;
    const wanted = dimensions.flatMap((name) => {
      const code = filter[name];
      return code === undefined ? [] : [[columns[name], code] as const];
    });
    const { action, time } = filter;
    const found = new Uint32Array(columns.flows.length);
    let count = 0;
    for (let cell = 0; cell < found.length; cell++) {
      if (action !== undefined && columns.action[cell] !== action) continue;
      const when = columns.time[cell] ?? -1;
      if (time !== undefined && (when < time.from || when > time.to)) continue;
      if (wanted.every(([column, code]) => column[cell] === code)) found[count++] = cell;
    }
    return found.subarray(0, count);
  }

  total(cells: Uint32Array): Group {
    const sums = new Sums();
    for (const cell of cells) sums.add(this.#amounts, cell, this.#columns.action[cell] ?? 0);
    return groupOf([], sums);
  }

  /** Sums for each time and action that has any. */
  byTime(cells: Uint32Array): ReadonlyMap<number, Group> {
    const found = this.#collect(cells, (cell) => this.#columns.time[cell] ?? -1);
    return new Map(Array.from(found, ([time, { sums }]) => [time, groupOf([time], sums)]));
  }

  /** The groups of a part. Those of rejected connections are of rejected flows only. */
  byPart(cells: Uint32Array, part: Part): Grouped {
    const columns = partDimensions[part].map((name) => this.#columns[name]);
    const taken = part === 'refused' ? cells.filter((cell) => this.#columns.action[cell] === rejected) : cells;
    const key = (cell: number) => {
      let number = 0;
      for (const column of columns) {
        const code = column[cell] ?? others;
        if (code === others) return -1;
        number = number * codes + code + 2;
      }
      return number;
    };
    const found = this.#collect(taken, key);
    const rest = found.get(-1);
    found.delete(-1);
    return {
      named: Array.from(found.values(), ({ first, sums }) =>
        groupOf(
          columns.map((column) => column[first] ?? others),
          sums,
        ),
      ),
      others:
        rest &&
        groupOf(
          columns.map(() => others),
          rest.sums,
        ),
    };
  }

  #collect(
    cells: Uint32Array,
    key: (cell: number) => number,
  ): Map<number, { readonly first: number; readonly sums: Sums }> {
    const found = new Map<number, { readonly first: number; readonly sums: Sums }>();
    for (const cell of cells) {
      const number = key(cell);
      let group = found.get(number);
      if (group === undefined) {
        group = { first: cell, sums: new Sums() };
        found.set(number, group);
      }
      group.sums.add(this.#amounts, cell, this.#columns.action[cell] ?? 0);
    }
    return found;
  }
}

function groupOf(codes: readonly number[], sums: Sums): Group {
  return { codes, all: sums.all(), accepted: sums.of(accepted), rejected: sums.of(rejected) };
}

export function addGroups(groups: readonly Group[]): Group {
  const sum = (of: (group: Group) => Amounts) => groups.map(of).reduce(plus, { flows: 0, packets: null, bytes: null });
  return {
    codes: [],
    all: sum(({ all }) => all),
    accepted: sum(({ accepted }) => accepted),
    rejected: sum(({ rejected }) => rejected),
  };
}
