/** The columns of a chunk of DuckDB's result as plain cells, a whole column at a time. */
import type { RawCell } from '../../cell.ts';
import type { DuckDB, duckdb } from './binding.ts';
import { readTexts } from './texts.ts';

type Read = (data: DataView, row: number) => RawCell;

/** How a type of fixed width is read: bytes a cell, and the cell. */
interface Fixed {
  readonly width: number;
  readonly read: Read;
}

/** Reads the columns of one result. Build it once for a result: it knows the types. */
export type ColumnReader = (chunk: duckdb.DataChunk, column: number, count: number) => RawCell[];

/** The reader of a column of that type; undefined if the type has no plain value and must be cast to text. */
export function columnReader(native: DuckDB, type: duckdb.LogicalType): ColumnReader | undefined {
  const id = native.get_type_id(type);
  if (id === native.Type.VARCHAR) {
    return (chunk, column, count) => {
      const vector = native.data_chunk_get_vector(chunk, column);
      return readTexts(native, vector, count, validity(native, vector, count));
    };
  }
  const fixed = id === native.Type.DECIMAL ? decimal(native, type) : fixedTypes(native).get(id);
  return (
    fixed && ((chunk, column, count) => readFixed(native, native.data_chunk_get_vector(chunk, column), count, fixed))
  );
}

function readFixed(native: DuckDB, vector: duckdb.Vector, count: number, { width, read }: Fixed): RawCell[] {
  const { buffer, byteOffset, byteLength } = native.vector_get_data(vector, count * width);
  const data = new DataView(buffer, byteOffset, byteLength);
  const isValid = validity(native, vector, count);
  return Array.from({ length: count }, (_, row) => (isValid(row) ? read(data, row) : null));
}

/** Whether a row of the vector is not NULL. */
function validity(native: DuckDB, vector: duckdb.Vector, count: number): (row: number) => boolean {
  // A vector without NULLs has no mask, which the declarations of the module do not say.
  const mask = native.vector_get_validity(vector, Math.ceil(count / 64) * 8) as Uint8Array | null | undefined;
  return mask ? (row) => (((mask[row >> 3] as number) >> (row & 7)) & 1) === 1 : () => true;
}

/** By `duckdb.Type`. */
function fixedTypes(native: DuckDB): ReadonlyMap<number, Fixed> {
  const { Type } = native;
  return new Map<number, Fixed>([
    [Type.BOOLEAN, { width: 1, read: (data, row) => data.getUint8(row) !== 0 }],
    [Type.TINYINT, { width: 1, read: (data, row) => data.getInt8(row) }],
    [Type.UTINYINT, { width: 1, read: (data, row) => data.getUint8(row) }],
    [Type.SMALLINT, { width: 2, read: (data, row) => data.getInt16(row * 2, true) }],
    [Type.USMALLINT, { width: 2, read: (data, row) => data.getUint16(row * 2, true) }],
    [Type.INTEGER, { width: 4, read: (data, row) => data.getInt32(row * 4, true) }],
    [Type.UINTEGER, { width: 4, read: (data, row) => data.getUint32(row * 4, true) }],
    [Type.BIGINT, { width: 8, read: int64 }],
    [Type.UBIGINT, { width: 8, read: (data, row) => data.getBigUint64(row * 8, true) }],
    [Type.HUGEINT, { width: 16, read: int128 }],
    [Type.FLOAT, { width: 4, read: (data, row) => data.getFloat32(row * 4, true) }],
    [Type.DOUBLE, { width: 8, read: (data, row) => data.getFloat64(row * 8, true) }],
    [Type.DATE, { width: 4, read: (data, row) => date(data.getInt32(row * 4, true) * 86_400_000) }],
    [Type.TIMESTAMP, { width: 8, read: (data, row) => date(Number(int64(data, row)) / 1000) }],
    [Type.TIMESTAMP_TZ, { width: 8, read: (data, row) => date(Number(int64(data, row)) / 1000) }],
    [Type.TIMESTAMP_S, { width: 8, read: (data, row) => date(Number(int64(data, row)) * 1000) }],
    [Type.TIMESTAMP_MS, { width: 8, read: (data, row) => date(Number(int64(data, row))) }],
    [Type.TIMESTAMP_NS, { width: 8, read: (data, row) => date(Number(int64(data, row)) / 1_000_000) }],
  ]);
}

/** Whole decimals as bigint, others as text, which rounds nothing. */
function decimal(native: DuckDB, type: duckdb.LogicalType): Fixed {
  const scale = native.decimal_scale(type);
  const { Type } = native;
  const scaled = (width: number, whole: (data: DataView, row: number) => bigint): Fixed => ({
    width,
    read: scale === 0 ? whole : (data, row) => pointed(whole(data, row), scale),
  });
  switch (native.decimal_internal_type(type)) {
    case Type.SMALLINT:
      return scaled(2, (data, row) => BigInt(data.getInt16(row * 2, true)));
    case Type.INTEGER:
      return scaled(4, (data, row) => BigInt(data.getInt32(row * 4, true)));
    case Type.BIGINT:
      return scaled(8, int64);
    default:
      return scaled(16, int128);
  }
}

function pointed(value: bigint, scale: number): string {
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function int64(data: DataView, row: number): bigint {
  return data.getBigInt64(row * 8, true);
}

function int128(data: DataView, row: number): bigint {
  const high = data.getBigInt64(row * 16 + 8, true);
  const low = data.getBigUint64(row * 16, true);
  return high === 0n ? low : (high << 64n) | low;
}

/** DuckDB's `infinity` is no time that JavaScript has. */
function date(ms: number): Date | null {
  return Math.abs(ms) <= 8.64e15 ? new Date(ms) : null;
}
