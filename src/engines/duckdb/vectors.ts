/** The columns of a chunk of DuckDB's result as plain cells, a whole column at a time. */
import type { RawCell } from '../../cell.ts';
import type { DuckDB, duckdb } from './binding.ts';
import { isNull, maskOf } from './mask.ts';
import { readTexts } from './texts.ts';

/** The cells of a column of a chunk with so many rows. */
export type ColumnReader = (chunk: duckdb.DataChunk, column: number, count: number) => RawCell[];

type Numbers =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** How a type of fixed width is read: its bytes as numbers, `words` of them for a cell, and the cell if it is not the number itself. */
interface Fixed {
  readonly numbers: new (buffer: ArrayBuffer, offset: number, length: number) => Numbers;
  readonly words?: number;
  readonly cell?: (numbers: Numbers, at: number) => RawCell;
}

/** The reader of a column of that type; undefined if the type has no plain value and must be cast to text. */
export function columnReader(native: DuckDB, type: duckdb.LogicalType): ColumnReader | undefined {
  const id = native.get_type_id(type);
  if (id === native.Type.VARCHAR) {
    return (chunk, column, count) => {
      const vector = native.data_chunk_get_vector(chunk, column);
      return readTexts(native, vector, count, maskOf(native, vector, count));
    };
  }
  const fixed = id === native.Type.DECIMAL ? decimal(native, type) : fixedTypes(native).get(id);
  return (
    fixed && ((chunk, column, count) => readFixed(native, native.data_chunk_get_vector(chunk, column), count, fixed))
  );
}

function readFixed(native: DuckDB, vector: duckdb.Vector, count: number, fixed: Fixed): RawCell[] {
  const { numbers: make, words = 1, cell } = fixed;
  const width = words * new make(new ArrayBuffer(0), 0, 0).BYTES_PER_ELEMENT;
  const { buffer, byteOffset } = native.vector_get_data(vector, count * width);
  const numbers = new make(buffer as ArrayBuffer, byteOffset, count * words);
  const mask = maskOf(native, vector, count);
  const cells = new Array<RawCell>(count);
  for (let row = 0; row < count; row++) {
    if (isNull(mask, row)) cells[row] = null;
    else cells[row] = cell ? cell(numbers, row * words) : (numbers[row] as number | bigint);
  }
  return cells;
}

/** By `duckdb.Type`. */
function fixedTypes({ Type }: DuckDB): ReadonlyMap<number, Fixed> {
  const micros = { numbers: BigInt64Array, cell: time((value) => value / 1000) };
  return new Map<number, Fixed>([
    [Type.BOOLEAN, { numbers: Uint8Array, cell: (numbers, at) => numbers[at] !== 0 }],
    [Type.TINYINT, { numbers: Int8Array }],
    [Type.UTINYINT, { numbers: Uint8Array }],
    [Type.SMALLINT, { numbers: Int16Array }],
    [Type.USMALLINT, { numbers: Uint16Array }],
    [Type.INTEGER, { numbers: Int32Array }],
    [Type.UINTEGER, { numbers: Uint32Array }],
    [Type.BIGINT, { numbers: BigInt64Array }],
    [Type.UBIGINT, { numbers: BigUint64Array }],
    [Type.HUGEINT, { numbers: BigInt64Array, words: 2, cell: int128 }],
    [Type.FLOAT, { numbers: Float32Array }],
    [Type.DOUBLE, { numbers: Float64Array }],
    [Type.DATE, { numbers: Int32Array, cell: time((days) => days * 86_400_000) }],
    [Type.TIMESTAMP, micros],
    [Type.TIMESTAMP_TZ, micros],
    [Type.TIMESTAMP_S, { numbers: BigInt64Array, cell: time((value) => value * 1000) }],
    [Type.TIMESTAMP_MS, { numbers: BigInt64Array, cell: time((value) => value) }],
    [Type.TIMESTAMP_NS, { numbers: BigInt64Array, cell: time((value) => value / 1_000_000) }],
  ]);
}

/** Whole decimals as bigint, others as text, which rounds nothing. */
function decimal(native: DuckDB, type: duckdb.LogicalType): Fixed {
  const { Type } = native;
  const scale = native.decimal_scale(type);
  const wide = { numbers: BigInt64Array, words: 2 };
  const narrow = new Map<number, Fixed>([
    [Type.SMALLINT, { numbers: Int16Array }],
    [Type.INTEGER, { numbers: Int32Array }],
    [Type.BIGINT, { numbers: BigInt64Array }],
  ]).get(native.decimal_internal_type(type));
  const whole = (numbers: Numbers, at: number) =>
    narrow ? BigInt(numbers[at] as number | bigint) : int128(numbers, at);
  return { ...(narrow ?? wide), cell: scale === 0 ? whole : (numbers, at) => pointed(whole(numbers, at), scale) };
}

function pointed(value: bigint, scale: number): string {
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function int128(numbers: Numbers, at: number): bigint {
  const high = numbers[at + 1] as bigint;
  const low = BigInt.asUintN(64, numbers[at] as bigint);
  return high === 0n ? low : (high << 64n) | low;
}

/** DuckDB's `infinity` is no time that JavaScript has. */
function time(milliseconds: (value: number) => number): Fixed['cell'] & object {
  return (numbers, at) => {
    const ms = milliseconds(Number(numbers[at]));
    return Math.abs(ms) <= 8.64e15 ? new Date(ms) : null;
  };
}
