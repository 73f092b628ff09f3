/** Rows of cells as 32-bit words, side by side: quick to compare and to copy. Batches have the same cells as columns. */
import { fieldNamed } from '../flow.ts';
import type { Cells, Storage } from './plan.ts';

export function storageOf(column: string): Storage {
  return fieldNamed(column)?.type ?? 'text';
}

/** The words that a row of these columns takes. */
export function rowWidth(storages: readonly Storage[]): number {
  return storages.reduce((words, storage) => words + widthOf(storage), 0);
}

/** The words of a row cell by cell; a 64-bit cell has its low word first, as memory has it. */
function widthOf(storage: Storage): number {
  return storage === 'integer' || storage === 'text' ? 1 : 2;
}

/** Writes a whole number up to 2^53, or −1, as a 64-bit cell. */
export function putLong(words: Int32Array, at: number, number: number): void {
  words[at] = number | 0;
  words[at + 1] = Math.floor(number / 2 ** 32);
}

export function putWide(words: Int32Array, at: number, number: bigint): void {
  words[at] = Number(BigInt.asIntN(32, number));
  words[at + 1] = Number(number >> 32n);
}

/** Rows as columns in memory of their own. */
export function columnsOf(rows: Int32Array, count: number, storages: readonly Storage[]): Cells[] {
  const width = rowWidth(storages);
  let offset = 0;
  return storages.map((storage) => {
    const words = widthOf(storage);
    const column = pick(rows, count, width, offset, words);
    offset += words;
    return words === 1 ? column : new BigInt64Array(column.buffer);
  });
}

function pick(rows: Int32Array, count: number, width: number, offset: number, words: number): Int32Array {
  const column = new Int32Array(count * words);
  let from = offset;
  if (words === 1) {
    for (let row = 0; row < count; row++, from += width) column[row] = rows[from] as number;
    return column;
  }
  for (let to = 0; to < column.length; to += 2, from += width) {
    column[to] = rows[from] as number;
    column[to + 1] = rows[from + 1] as number;
  }
  return column;
}
