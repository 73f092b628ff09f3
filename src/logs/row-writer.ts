/** Writes the wanted columns of a record as the words of a row. */
import { putLong, putWide, storageOf } from './cells.ts';
import type { Dictionary } from './dictionary.ts';
import { fieldOf, type Layout } from './layout.ts';
import type { Storage } from './plan.ts';
import type { LogRecord } from './record.ts';
import { exactBelow, MISSING } from './value.ts';

export class RowWriter {
  readonly #storages: readonly Storage[];
  /** The field of each column. */
  readonly #fields: readonly number[];
  readonly #dictionary: Dictionary;

  constructor(layout: Layout, columns: readonly string[], dictionary: Dictionary) {
    this.#storages = columns.map(storageOf);
    this.#fields = columns.map((column) => fieldOf(layout.names, column));
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
        default:
          putNumber(rows, at, record, field);
          at += 2;
      }
    }
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
