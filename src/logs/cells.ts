/** Rows of cells as 32-bit words, side by side: quick to compare and to copy. Batches have the same cells as columns. */
import { binColumn } from '../derived.ts';
import { fieldNamed } from '../flow.ts';
import type { Cells, Storage } from './plan.ts';

export function storageOf(column: string): Storage {
  if (column === binColumn) return 'bigint';
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

/** Every `width`th number from the one at `offset` on, as 64-bit cells. */
export function longsOf(numbers: Float64Array, offset: number, width: number, count: number): Int32Array<ArrayBuffer> {
  const longs = new Int32Array(2 * count);
  for (let row = 0; row < count; row++) putLong(longs, 2 * row, numbers[row * width + offset] as number);
  return longs;
}

function pick(rows: Int32Array, count: number, width: number, offset: number, words: number): Int32Array<ArrayBuffer> {
  const column = new Int32Array(count * words);
  for (let word = 0; word < words; word++) {
    for (let row = 0; row < count; row++) column[row * words + word] = rows[row * width + offset + word] as number;
  }
  return column;
}
