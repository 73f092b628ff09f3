/** Which rows of a vector are NULL. */
import type { DuckDB, duckdb } from './binding.ts';

/** A bit for each row, set where it is not NULL; undefined if none is NULL. */
export type Mask = Uint8Array | undefined;

export function isNull(mask: Mask, row: number): boolean {
  return mask !== undefined && (((mask[row >> 3] as number) >> (row & 7)) & 1) === 0;
}

export function maskOf(native: DuckDB, vector: duckdb.Vector, count: number): Mask {
  // There is none without NULLs, which the declarations of the module do not say.
  return (native.vector_get_validity(vector, Math.ceil(count / 64) * 8) as Uint8Array | null) ?? undefined;
}
