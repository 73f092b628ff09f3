/** Writes the wanted columns of a record as the words of a row. */
import { binColumn } from '../derived.ts';
import { putLong, putWide, storageOf } from './cells.ts';
import type { Dictionary } from './dictionary.ts';
import { fieldOf, type Layout } from './layout.ts';
import type { Plan, Storage } from './plan.ts';
import type { LogRecord } from './record.ts';
import { exactBelow, MISSING, milliseconds } from './value.ts';

export class RowWriter {
  readonly #storages: readonly (Storage | 'bin')[];
  /** The field of each column. */
  readonly #fields: readonly number[];
  readonly #dictionary: Dictionary;
  readonly #bin: Plan['bin'];

  constructor(layout: Layout, { columns, bin }: Pick<Plan, 'columns' | 'bin'>, dictionary: Dictionary) {
    this.#storages = columns.map((column) => (column === binColumn ? 'bin' : storageOf(column)));
    this.#bin = bin;
    this.#fields = columns.map((column) => (column === binColumn ? layout.start : fieldOf(layout.names, column)));
    this.#dictionary = dictionary;
  }

  write(record: LogRecord, rows: Int32Array, offset: number): void {
    let at = offset;
    for (let column = 0; column < this.#fields.length; column++) {
      const field = this.#fields[column] as number;
      switch (this.#storages[column]) {
        case 'integer':
          rows[at++] = record.numbers[field] as number;
          break;
        case 'text':
          rows[at++] = record.isMissingText(field) ? MISSING : this.#dictionary.text(record, field, column);
          break;
        case 'address':
          putLong(rows, at, this.#address(record, field));
          at += 2;
          break;
        case 'bin':
          putLong(rows, at, this.#startOfBin(milliseconds(record.numbers[field] as number)));
          at += 2;
          break;
        default:
          putNumber(rows, at, record, field);
          at += 2;
      }
    }
  }

  /** In milliseconds: whole seconds, so that none is taken for MISSING. */
  #startOfBin(start: number): number {
    const bin = this.#bin;
    if (bin === undefined || start < 0) return MISSING;
    return Math.floor((start - bin.origin) / bin.length) * bin.length + bin.origin;
  }

  #address(record: LogRecord, field: number): number {
    return record.isMissingText(field) ? MISSING : this.#dictionary.address(record, field);
  }
}

function putNumber(rows: Int32Array, at: number, record: LogRecord, field: number): void {
  const number = record.numbers[field] as number;
  if (number < exactBelow) putLong(rows, at, number);
  else putWide(rows, at, record.wide[field] as bigint);
}
