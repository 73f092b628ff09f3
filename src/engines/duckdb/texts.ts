/** Strings out of DuckDB's memory. */
import { isAscii } from 'node:buffer';
import type { DuckDB, duckdb } from './binding.ts';
import { isNull, type Mask } from './mask.ts';

/** A string in a vector: its length, then its bytes if they are at most 12, else 4 bytes of it and a pointer (`duckdb_string_t`). */
const stringBytes = 16;
const inlined = 12;

/**
 * The strings of a vector lie one behind the other, so that one call fetches many; a call for each takes five times as long.
 * Two that are so near to each other (less than a page of memory) have only readable bytes between them.
 */
const nearby = 64;

/** Bytes of DuckDB's memory from `base` on. */
interface Run {
  readonly base: number;
  readonly end: number;
  readonly bytes: Buffer;
  /** The same bytes as text, if each byte is a character. */
  readonly text: string | undefined;
}

const nothing: Run = { base: 0, end: 0, bytes: Buffer.alloc(0), text: '' };

/** The strings of a VARCHAR vector. */
export function readTexts(native: DuckDB, vector: duckdb.Vector, count: number, mask: Mask): (string | null)[] {
  const strings = new Strings(native, vector, count, mask);
  const cells = new Array<string | null>(count);
  for (let row = 0; row < count; row++) cells[row] = isNull(mask, row) ? null : strings.at(row);
  return cells;
}

class Strings {
  readonly #native: DuckDB;
  readonly #bytes: Buffer;
  readonly #words: Uint32Array;
  readonly #count: number;
  readonly #mask: Mask;
  readonly #latin1: string;
  #run = nothing;

  constructor(native: DuckDB, vector: duckdb.Vector, count: number, mask: Mask) {
    const data = native.vector_get_data(vector, count * stringBytes);
    this.#native = native;
    this.#bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    this.#words = new Uint32Array(data.buffer, data.byteOffset, count * 4);
    this.#count = count;
    this.#mask = mask;
    this.#latin1 = this.#bytes.toString('latin1');
  }

  at(row: number): string {
    const length = this.#length(row);
    return length <= inlined ? this.#inlined(row, length) : this.#pointed(row, length);
  }

  #length(row: number): number {
    return this.#words[row * 4] as number;
  }

  #pointer(row: number): number {
    return (this.#words[row * 4 + 2] as number) + (this.#words[row * 4 + 3] as number) * 2 ** 32;
  }

  #inlined(row: number, length: number): string {
    const from = row * stringBytes + 4;
    const text = this.#latin1.slice(from, from + length);
    return /[\u0080-\u00ff]/.test(text) ? this.#bytes.toString('utf8', from, from + length) : text;
  }

  #pointed(row: number, length: number): string {
    const pointer = this.#pointer(row);
    if (pointer < this.#run.base || pointer + length > this.#run.end) this.#run = this.#fetch(row);
    const from = pointer - this.#run.base;
    return this.#run.text?.slice(from, from + length) ?? this.#run.bytes.toString('utf8', from, from + length);
  }

  /** The run of strings that begins with that of the row. */
  #fetch(first: number): Run {
    const base = this.#pointer(first);
    let end = base + this.#length(first);
    for (let row = first + 1; row < this.#count; row++) {
      if (isNull(this.#mask, row) || this.#length(row) <= inlined) continue;
      const pointer = this.#pointer(row);
      if (pointer < end || pointer > end + nearby) break;
      end = pointer + this.#length(row);
    }
    const { buffer, byteOffset } = this.#bytes;
    const at = byteOffset + first * stringBytes + 8;
    const data = this.#native.get_data_from_pointer(buffer as ArrayBuffer, at, end - base);
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    return { base, end, bytes, text: isAscii(bytes) ? bytes.toString('latin1') : undefined };
  }
}
